package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Goes on with batches of dead letters for as long as the application runs. */
@Component
public class ReplayThread implements SmartLifecycle {

  private static final WorkLoop.Trouble TROUBLE =
      new WorkLoop.Trouble(
          "Batches of dead letters pause", "Batches of dead letters go on.", Duration.ofSeconds(1));
  private static final Duration SHORTEST = Duration.ofMillis(5);

  private final Alarm alarm; // its own, not the sweeper's
  private final WorkLoop loop;

  ReplayThread(ReplayWork work, Clock clock) {
    this.alarm = new Alarm(clock);
    this.loop = new WorkLoop("dead-letter-replays", work::goOn, alarm, SHORTEST, TROUBLE);
  }

  /** There is a new batch. */
  void wake() {
    alarm.wake();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
