package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.StorableText;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/**
 * Checks every text of a message that may become a key, a value or a log line. These are its id,
 * correlation id and type, and a body of text. A message with one text that cannot be kept is
 * refused whole.
 */
final class MessageTexts {

  private MessageTexts() {}

  /** The name of the first text that cannot be kept as it came, with the rule; null for none. */
  static String fault(Message message) throws JMSException {
    if (!StorableText.isStorable(message.getJMSMessageID())) {
      return sentence("JMSMessageID");
    }
    if (!StorableText.isStorable(message.getJMSCorrelationID())) {
      return sentence("JMSCorrelationID");
    }
    if (!StorableText.isStorable(message.getJMSType())) {
      return sentence("JMSType");
    }
    return StorableText.isStorable(text(message)) ? null : sentence("The body");
  }

  /** What a body of UTF-8 bytes is called when it cannot be kept. */
  static String bodyFault() {
    return sentence("The body");
  }

  /** The body of a text message; null if it is another kind, or broken inside. */
  static String text(Message message) {
    try {
      return message instanceof TextMessage text ? text.getText() : null;
    } catch (JMSException | RuntimeException e) {
      return null;
    }
  }

  private static String sentence(String name) {
    return name + ": " + StorableText.RULE;
  }
}
