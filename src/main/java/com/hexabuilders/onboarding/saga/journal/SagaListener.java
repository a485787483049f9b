package com.hexabuilders.onboarding.saga.journal;

import java.util.Collection;

/** Is told by this instance's journal, after the commit, which sagas changed. */
public interface SagaListener {

  /**
   * These sagas changed. A hint: other instances' changes are not told, and a crash after the
   * commit loses it. Must return at once and throw nothing.
   */
  void changed(Collection<String> sagaIds);
}
