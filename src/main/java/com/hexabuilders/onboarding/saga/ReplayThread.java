package com.hexabuilders.onboarding.saga;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Goes on with batches of dead letters for as long as the application runs. */
@Component
class ReplayThread implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayThread.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(5);

  private final ReplayWork work;
  private final Alarm alarm; // its own, not the sweeper's
  private volatile Thread thread;
  private boolean inTrouble;

  ReplayThread(ReplayWork work, Clock clock) {
    this.work = work;
    this.alarm = new Alarm(clock);
  }

  /** There is a new batch. */
  void wake() {
    alarm.wake();
  }

  @Override
  public void start() {
    thread = new Thread(this::run, "dead-letter-replays");
    thread.start();
  }

  /** Lets a letter end by itself: an interrupt would close the file of the embedded database. */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      alarm.wake();
      try {
        running.join(Duration.ofSeconds(10).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      Duration pause = goOn();
      try {
        alarm.sleep(pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Duration goOn() {
    try {
      Duration pause = work.goOn();
      if (inTrouble) {
        LOG.info("Batches of dead letters go on.");
      }
      inTrouble = false;
      return pause;
    } catch (RuntimeException | Error e) { // the thread outlives whatever a batch meets
      if (!inTrouble) {
        boolean outage = e instanceof InfrastructureTrouble;
        LOG.warn("Batches of dead letters pause: {}", e.getMessage(), outage ? null : e);
      }
      inTrouble = true;
      return AFTER_TROUBLE;
    }
  }
}
