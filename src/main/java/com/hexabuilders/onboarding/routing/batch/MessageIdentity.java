package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.StorableText;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.regex.Pattern;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQMessage;

/** Tells which message a message is: its first queue and its id. */
final class MessageIdentity {

  static final String BROKER_DEAD_LETTERS = "ActiveMQ.DLQ";

  private static final Pattern OURS =
      Pattern.compile(Pattern.quote(SagaType.ONBOARDING.queue("")) + "[a-z0-9_.-]{1,80}");
  private static final int LONGEST_ID = 300;

  /** Characters of a chosen id, e.g. half of a UUID, that no other client chooses by chance. */
  private static final int SHORTEST_CHOSEN = 16;

  /** What ActiveMQ writes before an id that a client of AMQP has chosen. */
  private static final Pattern CHOSEN = Pattern.compile("^(ID:)?(AMQP_[A-Z_]+:)?");

  private MessageIdentity() {}

  /** Returns the queue a message came from first, as far as its sender can be believed. */
  static String queue(String readFrom, Message message) throws JMSException {
    if (readFrom.equals(UnwrittenLetters.QUEUE)) {
      String from = message.getStringProperty(UnwrittenLetters.FROM);
      return from != null && OURS.matcher(from).matches() ? from : BROKER_DEAD_LETTERS;
    }
    return LockedStarts.besideWhich(lastQueue(readFrom, message));
  }

  /** Where a message was last, before the broker gave it up if it did. */
  private static String lastQueue(String readFrom, Message message) {
    return readFrom.equals(BROKER_DEAD_LETTERS) ? origin(message) : readFrom;
  }

  /** The identity of a message, the same when it is delivered again; fits its columns. */
  static String id(String readFrom, Message message) throws JMSException {
    String kept = hasMoved(readFrom, message) ? message.getStringProperty(LockedStarts.ID) : null;
    return shortened(kept == null ? identity(message) : kept);
  }

  /**
   * Whether the message may have been received before: by a redelivery, or in the queue it was
   * moved from.
   */
  static boolean mayHaveCome(String readFrom, Message message) throws JMSException {
    return message.getJMSRedelivered() || hasMoved(readFrom, message);
  }

  /** Whether this application has moved the message from its first queue to another one. */
  private static boolean hasMoved(String readFrom, Message message) {
    return readFrom.equals(UnwrittenLetters.QUEUE)
        || LockedStarts.isBeside(lastQueue(readFrom, message));
  }

  /**
   * Returns the message id, which redelivery keeps. An AMQP client chooses this id itself, and many
   * clients count from 1 at every start. An id too short to be unique is replaced by the broker's
   * own.
   */
  private static String identity(Message message) throws JMSException {
    String id = message.getJMSMessageID();
    boolean chosen =
        message instanceof ActiveMQMessage known && known.getMessageId().getTextView() != null;
    return chosen && CHOSEN.matcher(id).replaceFirst("").length() < SHORTEST_CHOSEN
        ? "ID:" + ((ActiveMQMessage) message).getMessageId().toProducerKey()
        : id;
  }

  /** A message id of any length and any characters as an identity that fits its columns. */
  private static String shortened(String sent) {
    String id = StorableText.escaped(sent == null ? "" : sent);
    return id.length() <= LONGEST_ID ? id : "sha256:" + Sha256.of(id);
  }

  /** The queue a message was given up from, if it is one of ours. */
  private static String origin(Message message) {
    ActiveMQDestination origin =
        message instanceof ActiveMQMessage known ? known.getOriginalDestination() : null;
    return origin != null && OURS.matcher(origin.getPhysicalName()).matches()
        ? origin.getPhysicalName()
        : BROKER_DEAD_LETTERS;
  }
}
