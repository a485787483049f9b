package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.CauseChain;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SilentTrace;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;

/**
 * Patience of one consumer thread: growing pauses until the database answers, one line in the log.
 */
final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** After so long the clocks of what waits go on: one saga must not stop its queue for ever. */
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

  /** What the database says while a queue's readers wait. */
  interface Probe {

    /** Whether the database takes writes. */
    boolean answers();

    /**
     * Notes that readers of this queue have messages in hand that they cannot handle.
     *
     * @return whether the database took the note
     */
    boolean noteHeldUp(String queue);
  }

  private final String queue;
  private final Probe database;
  private Duration pause = FIRST_PAUSE;
  private boolean reported;
  private long since;

  Outage(String queue, Probe database) {
    this.queue = queue;
    this.database = database;
  }

  /** Whether database or broker are in trouble, rather than a message or what handles it. */
  static boolean isTrouble(Throwable failure) {
    return CauseChain.any(failure, t -> t instanceof JMSException || t instanceof JmsException)
        || InfrastructureTrouble.isCauseOf(failure);
  }

  /** The same for another thread. */
  Outage again() {
    return new Outage(queue, database);
  }

  /** A batch was committed. */
  void isOver() {
    if (reported) {
      LOG.info("Queue {} is read again.", queue);
    }
    reported = false;
    pause = FIRST_PAUSE;
  }

  /** Says what is wrong without a database's message, which may quote a row. */
  private static String sentence(Throwable trouble) {
    return trouble instanceof JMSException || trouble instanceof InfrastructureTrouble
        ? trouble.getMessage()
        : trouble.getClass().getSimpleName();
  }

  /**
   * Pauses at least once, and for as long as the database does not answer.
   *
   * @param inHand whether messages were in hand; who has none holds nobody up
   */
  void waitForBetterTimes(Throwable trouble, boolean inHand, BooleanSupplier goesOn)
      throws InterruptedException {
    if (!reported) {
      since = System.nanoTime();
      LOG.warn(
          "Queue {} pauses: {}",
          queue,
          sentence(trouble),
          isTrouble(trouble) ? null : SilentTrace.of(trouble));
    }
    reported = true;
    do {
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    } while (goesOn.getAsBoolean() && !answers(inHand && isShort()));
  }

  private boolean answers(boolean heldUp) {
    return database.answers() && (!heldUp || database.noteHeldUp(queue));
  }

  private boolean isShort() {
    return System.nanoTime() - since < LONGEST_HOLD.toNanos();
  }
}
