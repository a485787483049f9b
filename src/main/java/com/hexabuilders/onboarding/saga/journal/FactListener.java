package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.state.Fact;
import java.time.Instant;
import java.util.List;

/** Port: is told what this instance's journal committed; a crash after the commit loses it. */
public interface FactListener {

  /** Whether it wants to be told now; asked before facts are gathered, so it must be cheap. */
  boolean listens();

  /**
   * These facts are committed, in their order. Must return at once and throw nothing.
   *
   * @param at when the commit was known, by the database's clock
   */
  void told(List<Fact> facts, Instant at);
}
