package com.hexabuilders.onboarding.saga.deadline;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.database.Heartbeat;
import com.hexabuilders.onboarding.saga.deadline.AwakeSagas.Tried;
import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The timer of every saga that is not final. The sweeper sends again what no step received, tries
 * again what broke, and ends what is past its deadline. Any number of instances may run: a row that
 * another instance has locked is left to it.
 *
 * <p>Due times move and commit before anything is sent, so a crash in between costs one re-send
 * interval and nothing else.
 */
@Service
public class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int AT_ONCE = 100;
  private static final int MOST_LOCKED = 10_000;

  /** Of one sweep: a saga that is due again and again must not keep the sweeper in it for ever. */
  private static final int MOST_GROUPS = 1_000;

  /** A gap up to this was a stall: nothing was lost in it, and nothing is sent again for it. */
  private static final Duration LONGEST_STALL = Duration.ofSeconds(5);

  /** The same after a group: all of its waits for locked rows together are shorter. */
  private static final Duration LONGEST_GROUP = Duration.ofSeconds(15);

  private static final Duration LOCKED_TOO_LONG = Duration.ofSeconds(15);

  private final TransactionTemplate transactions;
  private final SagaClocks clocks;
  private final AwakeSagas awake;
  private final SweeperHeartbeat heartbeat;
  private final Announcer announcer;
  private final DatabaseClock clock;
  private final Duration period;
  private final Duration longestPause;
  private Instant announcedSince = Instant.MIN;

  Sweeper(
      TransactionTemplate transactions,
      SagaClocks clocks,
      AwakeSagas awake,
      SweeperHeartbeat heartbeat,
      Announcer announcer,
      DatabaseClock clock,
      SagaSettings settings) {
    this.transactions = transactions;
    this.clocks = clocks;
    this.awake = awake;
    this.heartbeat = heartbeat;
    this.announcer = announcer;
    this.clock = clock;
    this.period = settings.sweeper().period();
    this.longestPause = settings.sweeper().longestPause();
  }

  /**
   * Sweeps once.
   *
   * @return how long nothing more is due, at most the sweeper's period
   * @throws InfrastructureTrouble if database or broker do not answer; nothing was judged
   */
  public Duration sweep() {
    return InfrastructureTrouble.sorted(
        () -> {
          clock.synchronise();
          requireBroker();
          beat(LONGEST_STALL);
          announceWhatMayBeLost();
          return moveAwake();
        });
  }

  private void requireBroker() {
    if (!announcer.brokerAnswers()) {
      throw new InfrastructureTrouble(new IllegalStateException("The broker is away."));
    }
  }

  private void beat(Duration stall) {
    Heartbeat written = transactions.execute(tx -> heartbeat.beat(longestPause, stall));
    if (written != null) {
      clock.adopt(written);
    }
  }

  /**
   * Announces again after an outage, whichever instance noted it: a hundred at a time, each saga
   * once. A saga that sleeps for another reason is not touched. A broken saga that was put off is
   * not waited for.
   */
  private void announceWhatMayBeLost() {
    Instant since = heartbeat.healthySince();
    if (!since.equals(announcedSince)) {
      Swept swept =
          inGroups(
              limit -> clocks.sentBefore(since, clock.instant(), limit),
              open -> awake.announceAgain(open, since));
      announcedSince = swept.isAll() && swept.locked().isEmpty() ? since : announcedSince;
    }
  }

  /** Returns how long nothing more is due; if the sweep has not come to its end, no time. */
  private Duration moveAwake() {
    Swept swept = inGroups(limit -> clocks.toWake(clock.instant(), limit), awake::move);
    awake.stillLocked(swept.locked());
    if (swept.locked().size() > MOST_LOCKED) { // the next sweep would find the same
      return period;
    }
    return swept.isAll() ? untilNextDue() : Duration.ZERO;
  }

  /**
   * What a sweep has left.
   *
   * @param locked ids of sagas that other transactions have locked
   * @param isAll whether there is nothing else
   */
  private record Swept(Set<String> locked, boolean isAll) {}

  /**
   * Moves groups until none is left but sagas that are broken or that other transactions have
   * locked.
   */
  private Swept inGroups(IntFunction<List<String>> next, Function<List<String>, Tried> move) {
    Set<String> locked = new HashSet<>();
    Set<String> left = new HashSet<>();
    boolean more = true;
    for (int done = 0; more && done < MOST_GROUPS && left.size() <= MOST_LOCKED; done++) {
      List<String> found = next.apply(AT_ONCE + left.size());
      List<String> group = found.stream().filter(id -> !left.contains(id)).limit(AT_ONCE).toList();
      more = group.size() == AT_ONCE;
      if (!group.isEmpty()) {
        Tried tried = move.apply(group);
        left.addAll(tried.broken());
        locked.addAll(tried.locked(group));
        left.addAll(locked);
        requireBroker(); // before the beat, which counts for how long the broker was away
        beat(LONGEST_GROUP);
      }
    }
    return new Swept(locked, !more);
  }

  private Duration untilNextDue() {
    Duration wait =
        clocks.nearestToWake().map(due -> Duration.between(clock.instant(), due)).orElse(period);
    if (wait.negated().compareTo(LOCKED_TOO_LONG) > 0) {
      LOG.warn(
          "A saga should have been looked at {} ago but is locked.",
          Sentences.duration(wait.negated()));
    }
    if (wait.isNegative()) { // locked by a batch or another instance: they move it, or free it
      return period;
    }
    return wait.compareTo(period) > 0 ? period : wait;
  }
}
