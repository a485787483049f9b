package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Goes on with batches of dead letters for as long as the application runs. */
@Component
public class ReplayThread extends WorkLoop {

  private static final Trouble TROUBLE =
      new Trouble(
          "Batches of dead letters pause", "Batches of dead letters go on.", Duration.ofSeconds(1));
  private static final Duration SHORTEST = Duration.ofMillis(5);

  private final ReplayBatchWorker replays;

  ReplayThread(ReplayBatchWorker replays, Clock clock) {
    super("dead-letter-replays", new Alarm(clock), SHORTEST, TROUBLE);
    this.replays = replays;
  }

  @Override
  protected Duration work() {
    return replays.goOn();
  }
}
