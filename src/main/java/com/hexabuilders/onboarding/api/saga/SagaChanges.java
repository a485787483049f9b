package com.hexabuilders.onboarding.api.saga;

import java.time.Duration;

/** Port: lets a reader sleep until a saga may have changed. */
interface SagaChanges {

  /**
   * A caller that listens until it is closed, for one wait; each further wait needs a new listener.
   */
  interface Listener extends AutoCloseable {

    /**
     * Returns when the saga may have changed since the listening began, or after at most the given
     * time. It may return sooner. A change made by another instance is not reported, so the caller
     * reads again.
     *
     * @throws InterruptedException if the application is stopping: answer with what is known
     */
    void await(Duration atMost) throws InterruptedException;

    @Override
    void close();
  }

  /**
   * Listens from now on. A caller that reads the saga after this and then waits misses no change.
   */
  Listener listen(String sagaId);
}
