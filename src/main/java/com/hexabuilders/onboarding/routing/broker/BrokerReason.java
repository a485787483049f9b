package com.hexabuilders.onboarding.routing.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Delivery.Rejection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Locale;
import org.apache.activemq.command.ActiveMQMessage;

/**
 * Says why the broker gave a message up, from the property that the broker writes. What a reader's
 * exception said is left out, because it may quote the message.
 */
public final class BrokerReason {

  private static final int LONGEST = 200;

  /** Of what the broker wrote; a sender can write the same property, of any length. */
  private static final int READ = 1_000;

  private BrokerReason() {}

  /** The same delivery with the reason; one that cannot be read has a reason of its own. */
  public static Delivery told(Delivery delivery, Message message) {
    if (delivery.rejection() != null) {
      return delivery;
    }
    String said = said(message);
    boolean expired = said.toLowerCase(Locale.ROOT).contains("expired");
    DeadLetterKind kind = expired ? DeadLetterKind.EXPIRED : DeadLetterKind.EXHAUSTED;
    byte[] bytes = delivery.body().getBytes(UTF_8);
    Rejection reason =
        new Rejection(
            kind, sentence(said, expired), delivery.body(), bytes.length, Sha256.of(bytes));
    return delivery.refused(reason);
  }

  private static String sentence(String said, boolean expired) {
    if (expired) {
      return "The message expired before it was read.";
    }
    return said.isEmpty()
        ? "The message lay in the broker's dead letter queue, and the broker did not say why."
        : "The broker gave the message up: " + said + ".";
  }

  /** Without class names, control characters and causes of causes. */
  private static String said(Message message) {
    try {
      String cause = message.getStringProperty(ActiveMQMessage.DLQ_DELIVERY_FAILURE_CAUSE_PROPERTY);
      String plain =
          cut(cause == null ? "" : cause, READ)
              .replaceFirst("(?s),? ?cause:.*|:RedeliveryPolicy .*", "")
              .replaceFirst("^(?:[a-z]++\\.)++[A-Za-z]++: ", "")
              .replaceAll("[^\\x20-\\x7e]", " ")
              .strip();
      return cut(plain, LONGEST);
    } catch (JMSException | RuntimeException unreadable) {
      return "";
    }
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }
}
