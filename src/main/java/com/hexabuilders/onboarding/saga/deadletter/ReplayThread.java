package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.journal.Alarm;
import com.hexabuilders.onboarding.saga.journal.InHand;
import com.hexabuilders.onboarding.saga.journal.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Goes on with batches of dead letters for as long as the application runs. */
@Component
public class ReplayThread implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayThread.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(5);

  private final ReplayWork work;
  private final Alarm alarm; // its own, not the sweeper's
  private final WorkLoop loop;
  private boolean inTrouble;

  ReplayThread(ReplayWork work, Clock clock) {
    this.work = work;
    this.alarm = new Alarm(clock);
    this.loop = new WorkLoop("dead-letter-replays", this::goOn, alarm, SHORTEST);
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
        LOG.warn(
            "Batches of dead letters pause: {}",
            SilentTrace.sentence(e),
            outage ? null : SilentTrace.of(e));
      }
      inTrouble = true;
      return AFTER_TROUBLE;
    } finally {
      InHand.nothing();
    }
  }
}
