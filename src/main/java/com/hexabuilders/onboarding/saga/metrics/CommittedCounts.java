package com.hexabuilders.onboarding.saga.metrics;

import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts once the calling thread's transaction has committed. What a transaction adds that is
 * rolled back is not counted. Outside of a transaction everything is counted at once.
 */
final class CommittedCounts {

  /** Adds one count. */
  void add(Runnable count) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      count.run();
      return;
    }
    Collected collected = (Collected) TransactionSynchronizationManager.getResource(this);
    if (collected == null) {
      collected = new Collected();
      TransactionSynchronizationManager.bindResource(this, collected);
      TransactionSynchronizationManager.registerSynchronization(collected);
    }
    collected.counts.add(count);
  }

  /** The counts of one transaction. */
  private final class Collected implements TransactionSynchronization {

    private final List<Runnable> counts = new ArrayList<>();

    @Override
    public void afterCommit() {
      counts.forEach(Runnable::run);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResource(CommittedCounts.this);
    }
  }
}
