package com.hexabuilders.onboarding.saga.tally;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts settled sagas for as long as the application runs. */
@Component
public class TallyThread extends WorkLoop {

  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final Duration NEXT_PIECE = Duration.ofMillis(100);
  private static final Trouble TROUBLE =
      new Trouble("Sagas are not counted for now", "Sagas are counted again.", PERIOD);

  private final Tally tally;

  TallyThread(Tally tally, Clock clock) {
    super("tally", new Alarm(clock), NEXT_PIECE, TROUBLE);
    this.tally = tally;
  }

  @Override
  protected Duration work() {
    return InfrastructureTrouble.sorted(this::countAndRemove);
  }

  private Duration countAndRemove() {
    if (tally.count()) {
      return NEXT_PIECE;
    }
    tally.removeOld();
    return PERIOD;
  }
}
