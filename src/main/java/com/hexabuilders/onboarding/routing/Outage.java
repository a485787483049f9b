package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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

  private final String queue;
  private final Predicate<String> databaseAnswers;
  private Duration pause = FIRST_PAUSE;
  private boolean reported;

  /**
   * @param databaseAnswers for the readers of a queue
   */
  Outage(String queue, Predicate<String> databaseAnswers) {
    this.queue = queue;
    this.databaseAnswers = databaseAnswers;
  }

  /** Whether database or broker are in trouble, rather than a message or what handles it. */
  static boolean isTrouble(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof JMSException || t instanceof JmsException) {
        return true;
      }
    }
    return InfrastructureTrouble.isCauseOf(failure);
  }

  /** The same for another thread. */
  Outage again() {
    return new Outage(queue, databaseAnswers);
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

  /** Pauses at least once, and for as long as the database does not answer. */
  void waitForBetterTimes(Throwable trouble, BooleanSupplier goesOn) throws InterruptedException {
    if (!reported) {
      LOG.warn(
          "Queue {} pauses: {}", queue, sentence(trouble), isTrouble(trouble) ? null : trouble);
    }
    reported = true;
    do {
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    } while (goesOn.getAsBoolean() && !databaseAnswers.test(queue));
  }
}
