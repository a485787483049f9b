package com.hexabuilders.onboarding.saga.retention;

import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Archives and removes old sagas for as long as the application runs, if a time is set. */
@Component
public class RetentionThread implements SmartLifecycle {

  private static final WorkLoop.Trouble TROUBLE =
      new WorkLoop.Trouble(
          "No saga is removed for now",
          "Old sagas are archived and removed again.",
          Duration.ofSeconds(30));

  private final boolean on;
  private final WorkLoop loop;

  RetentionThread(Retention retention, RetentionSettings settings, Clock clock) {
    this.on = settings.isOn();
    this.loop =
        new WorkLoop("retention", retention::goOn, new Alarm(clock), Duration.ZERO, TROUBLE);
  }

  @Override
  public void start() {
    if (on) {
      loop.start();
    }
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
