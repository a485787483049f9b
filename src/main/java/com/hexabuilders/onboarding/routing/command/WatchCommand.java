package com.hexabuilders.onboarding.routing.command;

import com.hexabuilders.onboarding.routing.broker.BrokerClients;
import com.hexabuilders.onboarding.routing.broker.BrokerFailures;
import com.hexabuilders.onboarding.routing.broker.BrokerUrl;
import com.hexabuilders.onboarding.saga.SagaType;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code watch}: prints events as they happen, until it is interrupted or nobody reads its output.
 * While the broker is away it says so once and connects again when it is back; what happened in
 * between is not shown.
 */
final class WatchCommand {

  private static final String TOPIC = SagaType.ONBOARDING.events();

  private final PrintStream out;
  private final PrintStream err;
  private String lastSaid = "";

  WatchCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Returns when the thread is interrupted or the output is closed. */
  void run(CommandOptions options) throws CommandFailure {
    if (!options.operands().isEmpty()) {
      throw CommandFailure.misused("watch takes no names.");
    }
    while (goesOn()) {
      try {
        watch(options);
      } catch (JMSException e) {
        if (!goesOn()) {
          return;
        }
        String why = BrokerFailures.sentence(options.url(), e, BrokerFailures.COMMAND_LINE);
        if (e instanceof JMSSecurityException) {
          throw CommandFailure.failed(why);
        }
        say(why + " Trying again every second.");
        pause();
      }
    }
  }

  private void watch(CommandOptions options) throws JMSException {
    try (Connection connection =
        BrokerClients.plain(options.url(), options.user(), options.password()).createConnection()) {
      CountDownLatch broken = new CountDownLatch(1);
      connection.setExceptionListener(e -> broken.countDown());
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageConsumer events = session.createConsumer(session.createTopic(TOPIC));
      connection.start();
      say("Watching " + TOPIC + " at " + BrokerUrl.shown(options.url()) + "; Ctrl-C ends it.");
      while (goesOn() && broken.getCount() > 0) {
        Message message = events.receive(500);
        if (message instanceof TextMessage event) {
          String text = event.getText();
          out.println(options.json() ? EventLine.raw(text) : EventLine.of(text));
        }
      }
      if (broken.getCount() == 0) {
        throw new JMSException("the connection broke");
      }
    }
  }

  private boolean goesOn() {
    return !Thread.currentThread().isInterrupted() && !out.checkError();
  }

  /** To standard error, and not the same sentence twice in a row. */
  private void say(String sentence) {
    if (!sentence.equals(lastSaid)) {
      err.println(sentence);
      lastSaid = sentence;
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
