package com.hexabuilders.onboarding.saga.journal;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A thread that works, sleeps for as long as the work says, and works again. A crash leaves what
 * the work itself leaves.
 */
public final class WorkLoop {

  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<Duration> work;
  private final Alarm alarm;
  private final Duration shortest;
  private volatile Thread thread;

  /**
   * A loop that is not started.
   *
   * @param work does some and returns how long to sleep; must not throw
   * @param alarm ends a sleep early
   * @param shortest least time between two turns
   */
  public WorkLoop(String name, Supplier<Duration> work, Alarm alarm, Duration shortest) {
    this.name = name;
    this.work = work;
    this.alarm = alarm;
    this.shortest = shortest;
  }

  /** Starts the thread. */
  public void start() {
    thread = new Thread(this::run, name);
    thread.start();
  }

  /**
   * Waits up to 10 seconds for the turn in hand to end by itself: an interrupt would close the file
   * of the embedded database.
   */
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      alarm.wake();
      try {
        running.join(LONGEST_END.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether it was started and not stopped. */
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    while (thread == Thread.currentThread()) {
      Duration pause = work.get();
      try {
        alarm.sleep(pause.compareTo(shortest) < 0 ? shortest : pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
