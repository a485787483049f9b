package com.hexabuilders.onboarding.console;

import java.time.Duration;

/** Port: lets a reader sleep until a saga may have changed. */
interface SagaChanges {

  /**
   * Returns when the saga may have changed, or after at most the given time, or sooner: a change
   * made by another instance is not told, so the caller reads again.
   *
   * @throws InterruptedException if the application is stopping: answer with what is known
   */
  void await(String sagaId, Duration atMost) throws InterruptedException;
}
