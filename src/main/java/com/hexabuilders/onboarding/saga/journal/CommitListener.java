package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.List;

/**
 * Port: is told by this instance's journal what it committed; a crash after the commit loses it.
 */
public interface CommitListener {

  /** These sagas and letters are committed. Must return at once and throw nothing. */
  void committed(List<Saga> changed, List<DeadLetter> letters);
}
