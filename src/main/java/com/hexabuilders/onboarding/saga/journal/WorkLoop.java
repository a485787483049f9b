package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.OwnSentence;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.StepBroke;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that works, sleeps for as long as the work says, and works again. It outlives whatever
 * the work throws. A crash leaves what the work itself leaves.
 *
 * <p>Trouble is logged when it begins and when it is over: an outage in one line, a breakage with
 * its places in the code. Until the work goes on, each different breakage is logged once, also in
 * the middle of an outage, and at most {@value #MOST_TOLD} of them.
 */
public abstract class WorkLoop implements SmartLifecycle {

  /**
   * What the log says of trouble, and how long the thread sleeps in it.
   *
   * @param pauses says without a full stop that the work pauses; the reason follows it
   * @param goesOn says that the work goes on
   */
  public record Trouble(String pauses, String goesOn, Duration pause) {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final int MOST_TOLD = 10;
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final String name;
  private final Alarm alarm;
  private final Duration shortest;
  private final Trouble trouble;
  private volatile Thread thread;
  private boolean inTrouble;
  private final Set<String> told = new HashSet<>();

  /**
   * A loop that is not started.
   *
   * @param name of its thread
   * @param alarm ends a sleep early
   * @param shortest least time between two turns
   */
  protected WorkLoop(String name, Alarm alarm, Duration shortest, Trouble trouble) {
    this.name = name;
    this.alarm = alarm;
    this.shortest = shortest;
    this.trouble = trouble;
  }

  /** Does some work and returns how long to sleep. */
  protected abstract Duration work();

  /** Starts the thread. The database may be away. */
  @Override
  public void start() {
    thread = new Thread(this::run, name);
    thread.start();
  }

  /**
   * Waits up to 10 seconds for the turn in hand to end by itself: an interrupt would close the file
   * of the embedded database.
   */
  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      wake();
      try {
        running.join(LONGEST_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the sleep now: there is work. */
  public void wake() {
    alarm.wake();
  }

  /** Whether it was started and not stopped. */
  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      Duration pause = turn();
      try {
        alarm.sleep(pause.compareTo(shortest) < 0 ? shortest : pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Duration turn() {
    try {
      Duration pause = work();
      if (inTrouble) {
        LOG.info(trouble.goesOn());
      }
      inTrouble = false;
      told.clear();
      return pause;
    } catch (RuntimeException | Error e) { // the thread outlives whatever it meets
      tell(e);
      return trouble.pause();
    } finally {
      CurrentSaga.clear();
    }
  }

  private void tell(Throwable e) {
    boolean isOutage = e instanceof OwnSentence && !(e instanceof StepBroke);
    String sentence = SilentTrace.sentence(e);
    if (isOutage && !inTrouble) {
      LOG.warn("{}: {}", trouble.pauses(), sentence);
    } else if (!isOutage && told.size() < MOST_TOLD && told.add(sentence)) {
      LOG.error("{}: {}", trouble.pauses(), sentence, SilentTrace.of(e));
    }
    inTrouble = true;
  }
}
