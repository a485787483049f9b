package com.hexabuilders.onboarding.api.saga;

import java.time.Duration;

/** Port: lets a reader sleep until a saga may have changed. */
interface SagaChanges {

  /** Somebody who listens until it is closed, once; each wait needs a new one. */
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

  /** Listens from now on: who reads the saga after this and then waits misses no change. */
  Listener listen(String sagaId);
}
