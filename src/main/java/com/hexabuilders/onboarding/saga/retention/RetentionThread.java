package com.hexabuilders.onboarding.saga.retention;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Archives and removes old sagas for as long as the application runs, if a time is set. */
@Component
public class RetentionThread implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionThread.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

  private final Retention retention;
  private final boolean on;
  private final WorkLoop loop;
  private boolean inTrouble;

  RetentionThread(Retention retention, RetentionSettings settings, Clock clock) {
    this.retention = retention;
    this.on = settings.isOn();
    this.loop = new WorkLoop("retention", this::goOn, new Alarm(clock), Duration.ZERO);
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

  private Duration goOn() {
    try {
      Duration pause = retention.goOn();
      if (inTrouble) {
        LOG.info("Old sagas are archived and removed again.");
      }
      inTrouble = false;
      return pause;
    } catch (RuntimeException | Error e) { // the thread outlives whatever it meets
      if (!inTrouble) {
        boolean known = e instanceof InfrastructureTrouble || e instanceof ArchiveTrouble;
        LOG.warn(
            "No saga is removed for now: {}",
            SilentTrace.sentence(e),
            known ? null : SilentTrace.of(e));
      }
      inTrouble = true;
      return AFTER_TROUBLE;
    }
  }
}
