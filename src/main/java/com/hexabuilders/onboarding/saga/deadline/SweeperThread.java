package com.hexabuilders.onboarding.saga.deadline;

import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the sweeper for as long as the application runs, also through outages. */
@Component
public class SweeperThread extends WorkLoop {

  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final Sweeper sweeper;
  private final Duration period;
  private volatile boolean swept;
  private volatile long lastSweep;

  SweeperThread(Sweeper sweeper, SagaSettings settings, Alarm alarm) {
    super(
        "sweeper",
        alarm,
        SHORTEST,
        new Trouble(
            "The sweeper pauses",
            "Database and broker answer again; the sweeper goes on.",
            settings.sweeper().period()));
    this.sweeper = sweeper;
    this.period = settings.sweeper().period();
  }

  /** Only when the whole application is up, because what is due is sent through its routes. */
  @EventListener(ApplicationReadyEvent.class)
  @Override
  public void start() {
    super.start();
  }

  @Override
  public boolean isAutoStartup() {
    return false;
  }

  /** Whether the last sweep ended well, and not longer ago than ten periods. */
  public boolean isOnTime() {
    long late = Math.max(period.toNanos() * 10, Duration.ofSeconds(10).toNanos());
    return isRunning() && swept && System.nanoTime() - lastSweep < late;
  }

  @Override
  protected Duration work() {
    Duration pause = sweeper.sweep();
    lastSweep = System.nanoTime();
    swept = true;
    return pause;
  }
}
