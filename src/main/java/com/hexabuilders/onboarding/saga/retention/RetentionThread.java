package com.hexabuilders.onboarding.saga.retention;

import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Archives and removes old sagas for as long as the application runs, if a time is set. */
@Component
public class RetentionThread extends WorkLoop {

  private static final Trouble TROUBLE =
      new Trouble(
          "No saga is removed for now",
          "Old sagas are archived and removed again.",
          Duration.ofSeconds(30));

  private final Retention retention;
  private final boolean on;

  RetentionThread(Retention retention, RetentionSettings settings, Clock clock) {
    super("retention", new Alarm(clock), Duration.ZERO, TROUBLE);
    this.retention = retention;
    this.on = settings.isOn();
  }

  @Override
  public void start() {
    if (on) {
      super.start();
    }
  }

  @Override
  protected Duration work() {
    return retention.goOn();
  }
}
