package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Goes on with batches of dead letters for as long as the application runs. */
@Component
public class ReplayThread extends WorkLoop {

  private static final Trouble TROUBLE =
      new Trouble(
          "Batches of dead letters pause", "Batches of dead letters go on.", Duration.ofSeconds(1));
  private static final Duration SHORTEST = Duration.ofMillis(5);

  private final ReplayWork replays;
  private final Alarm alarm;

  @Autowired
  ReplayThread(ReplayWork replays, Clock clock) {
    this(replays, new Alarm(clock)); // its own, not the sweeper's
  }

  private ReplayThread(ReplayWork replays, Alarm alarm) {
    super("dead-letter-replays", alarm, SHORTEST, TROUBLE);
    this.replays = replays;
    this.alarm = alarm;
  }

  /** There is a new batch. */
  void wake() {
    alarm.wake();
  }

  @Override
  protected Duration work() {
    return replays.goOn();
  }
}
