package com.hexabuilders.onboarding.saga.deadline;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the sweeper for as long as the application runs, also through outages. */
@Component
public class SweeperThread implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SweeperThread.class);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final Sweeper sweeper;
  private final Duration period;
  private final WorkLoop loop;
  private volatile boolean swept;
  private volatile long lastSweep;
  private boolean inTrouble;

  SweeperThread(Sweeper sweeper, SagaSettings settings, Alarm alarm) {
    this.sweeper = sweeper;
    this.period = settings.sweeper().period();
    this.loop = new WorkLoop("sweeper", this::turn, alarm, SHORTEST);
  }

  /** Only when the whole application is up, because what is due is sent through its routes. */
  @EventListener(ApplicationReadyEvent.class)
  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  /** Whether the last sweep ended well, and not longer ago than ten periods. */
  public boolean isOnTime() {
    long late = Math.max(period.toNanos() * 10, Duration.ofSeconds(10).toNanos());
    return isRunning() && swept && System.nanoTime() - lastSweep < late;
  }

  private Duration turn() {
    try {
      return sweepOnce();
    } catch (RuntimeException | Error e) { // the clock of all sagas must not stop
      LOG.error("The sweeper broke and goes on.", SilentTrace.of(e));
      return period;
    }
  }

  private Duration sweepOnce() {
    try {
      Duration pause = sweeper.sweep();
      lastSweep = System.nanoTime();
      swept = true;
      if (inTrouble) {
        LOG.info("Database and broker answer again; the sweeper goes on.");
      }
      inTrouble = false;
      return pause;
    } catch (InfrastructureTrouble | StepBroke e) {
      if (!inTrouble) {
        LOG.warn(
            "The sweeper pauses: {}",
            e.getMessage(),
            e instanceof StepBroke ? SilentTrace.of(e) : null);
      }
      inTrouble = true;
      return period;
    }
  }
}
