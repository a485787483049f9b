package com.hexabuilders.onboarding.saga.deadline;

import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Since when the sweeper has found sagas locked by other transactions. That time does not count for
 * their deadlines. It is forgotten only after what it changed was committed. Used by the sweeper's
 * thread alone.
 */
@Component
class LockedTimes {

  private final Map<String, Instant> since = new HashMap<>();

  /** These are locked now, and may have been before. */
  void found(Collection<String> ids, Instant now) {
    ids.forEach(id -> since.putIfAbsent(id, now));
  }

  /** Moves the deadline of a saga that is free again by the time for which it was locked. */
  void makeGood(Saga saga, Instant now) {
    Instant begin = since.get(saga.id());
    if (begin != null) {
      saga.timers().standStill(Duration.between(begin, now));
    }
  }

  /** The new deadlines of these are committed. */
  void committed(Collection<String> ids) {
    since.keySet().removeAll(ids);
  }

  /** Forgets all others: they were moved by somebody else. */
  void keepOnly(Collection<String> ids) {
    since.keySet().retainAll(ids);
  }
}
