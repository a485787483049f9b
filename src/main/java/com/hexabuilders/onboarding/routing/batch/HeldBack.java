package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Messages of one reader whose rows other transactions have locked. The reader takes them again
 * after growing pauses of at most a second, and reads on meanwhile.
 *
 * <p>They are signals and acknowledged already: what a crash loses here the sweeper sends again, as
 * soon as its saga is free and due.
 */
final class HeldBack {

  private static final int MOST = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 6;

  private record Held(Delivery delivery, int tries, long dueAt) {}

  /** By the event's text: copies of an event are one. */
  private final Map<String, Held> held = new LinkedHashMap<>();

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock that never goes back
   */
  HeldBack(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Keeps these messages; beyond 1,000 the sweeper alone sends them again. */
  void add(Collection<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      Held before = held.get(delivery.body());
      if (before != null || held.size() < MOST) {
        int tries = before == null ? 0 : before.tries() + 1;
        held.put(delivery.body(), new Held(delivery, tries, nanoTime.getAsLong() + pause(tries)));
      }
    }
  }

  private static long pause(int tries) {
    long grown = FIRST_PAUSE.toNanos() << Math.min(tries, DOUBLINGS);
    return Math.min(grown, LONGEST_PAUSE.toNanos());
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** Up to so many messages that are to be taken again now; they stay here until handled. */
  List<Delivery> due(int most) {
    long now = nanoTime.getAsLong();
    return held.values().stream()
        .filter(one -> one.dueAt() - now <= 0)
        .sorted(Comparator.comparingLong(one -> one.dueAt() - now))
        .limit(most)
        .map(Held::delivery)
        .toList();
  }

  /** These were taken again; those still locked are kept for a longer pause. */
  void handled(Collection<Delivery> taken, Collection<Delivery> stillLocked) {
    add(stillLocked);
    taken.stream()
        .filter(delivery -> !stillLocked.contains(delivery))
        .forEach(delivery -> held.remove(delivery.body()));
  }

  /** How long a reader may wait for new messages, at most so long. */
  long millisUntilDue(long atMost) {
    long now = nanoTime.getAsLong();
    long nanos = held.values().stream().mapToLong(one -> one.dueAt() - now).min().orElse(-1);
    return held.isEmpty()
        ? atMost
        : Math.max(1, Math.min(atMost, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
  }
}
