package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;

/** Sends what was committed, where no received message's session can carry it. */
public interface Announcer {

  /**
   * Sends everything in one broker transaction.
   *
   * @throws InfrastructureTrouble if the broker did not take it; the sweeper sends it again later
   */
  void announce(Announcements announcements);

  /** Whether the broker answers right now; within a few seconds, never an exception. */
  boolean brokerAnswers();
}
