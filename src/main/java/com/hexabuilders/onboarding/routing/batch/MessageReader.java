package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.routing.broker.BrokerReason;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.StorableText;
import com.hexabuilders.onboarding.saga.WireLimits;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Delivery.Rejection;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.util.ByteSequence;

/**
 * Takes the text out of a message: text or UTF-8 bytes up to 1 MiB. Objects, maps and streams are
 * never deserialised. Compressed content is never unfolded beyond the limit. Only size and hash of
 * such bytes are kept.
 *
 * <p>Of the properties {@code traceparent}, the JMSCorrelationID and {@link EventProperties} are
 * read. On the queue of {@link UnwrittenLetters} the two properties it sets are read too. Text that
 * a database cannot keep as it came is refused here, in ids and bodies alike.
 */
final class MessageReader {

  private static final int HEAD = 4096;

  /** Property of a message of AMQP that is neither text nor bytes: its body is its encoding. */
  private static final String NOT_MAPPED = "JMS_AMQP_NATIVE";

  private MessageReader() {}

  static Delivery read(String readFrom, Message message) throws JMSException {
    Delivery delivery = take(readFrom, message);
    return readFrom.equals(MessageIdentity.BROKER_DEAD_LETTERS)
        ? BrokerReason.told(delivery, message)
        : delivery;
  }

  private static Delivery take(String readFrom, Message message) throws JMSException {
    Delivery empty =
        new Delivery(
            MessageIdentity.queue(readFrom, message),
            MessageIdentity.id(readFrom, message),
            MessageIdentity.mayHaveCome(readFrom, message),
            null,
            null);
    Optional<byte[]> packed =
        message instanceof ActiveMQMessage known
            ? CompressedBody.headIfLarger(known, WireLimits.BYTES, HEAD)
            : Optional.empty();
    if (packed.isPresent()) {
      return empty.refused(tooLarge(packed.get(), content(message)));
    }
    Optional<byte[]> bytes = bytes(message);
    return bytes.isEmpty()
        ? empty.refused(unsupported(message))
        : read(empty, message, bytes.get());
  }

  private static Delivery read(Delivery empty, Message message, byte[] bytes) throws JMSException {
    if (bytes.length > WireLimits.BYTES) {
      return empty.refused(tooLarge(bytes, bytes));
    }
    String fault = MessageTexts.fault(message);
    if (fault != null) { // its letter keeps the whole body
      String text = MessageTexts.text(message);
      String body = text == null ? new String(bytes, StandardCharsets.UTF_8) : text;
      return empty.refused(rejection(DeadLetterKind.MALFORMED, fault, body, bytes));
    }
    return decoded(empty, bytes)
        .tracedBy(EventProperties.text(message, "traceparent"))
        .correlatedBy(correlationId(message))
        .dataOf(EventProperties.read(message).orElse(null));
  }

  /**
   * Returns the correlation id unchecked; its user checks it. One that cannot be read counts as
   * none.
   */
  private static String correlationId(Message message) {
    try {
      return message.getJMSCorrelationID();
    } catch (JMSException | RuntimeException e) {
      return null;
    }
  }

  /** The body of a text or bytes message; empty if it is another kind, or broken inside. */
  private static Optional<byte[]> bytes(Message message) {
    try {
      if (message.getBooleanProperty(NOT_MAPPED)) {
        return Optional.empty();
      }
      if (message instanceof TextMessage text) {
        String body = text.getText() == null ? "" : text.getText();
        return Optional.of(body.getBytes(StandardCharsets.UTF_8));
      }
      if (message instanceof BytesMessage binary) {
        byte[] body = new byte[(int) binary.getBodyLength()];
        binary.readBytes(body);
        return Optional.of(body);
      }
      return Optional.empty();
    } catch (JMSException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Delivery decoded(Delivery empty, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return StorableText.isStorable(text)
          ? empty.saying(text)
          : empty.refused(
              rejection(DeadLetterKind.MALFORMED, MessageTexts.bodyFault(), text, bytes));
    } catch (CharacterCodingException e) {
      return empty.refused(
          rejection(DeadLetterKind.MALFORMED, "The message is not UTF-8 text.", null, bytes));
    }
  }

  private static Rejection unsupported(Message message) {
    return rejection(
        DeadLetterKind.UNSUPPORTED_MESSAGE,
        "Send text or UTF-8 bytes; other kinds of messages are not read.",
        null,
        content(message));
  }

  private static Rejection tooLarge(byte[] first, byte[] bytes) {
    String head = new String(first, 0, Math.min(first.length, HEAD), StandardCharsets.UTF_8);
    return rejection(DeadLetterKind.TOO_LARGE, "The message is larger than 1 MiB.", head, bytes);
  }

  private static Rejection rejection(DeadLetterKind kind, String cause, String head, byte[] bytes) {
    return new Rejection(kind, cause, head, bytes.length, Sha256.of(bytes));
  }

  /** The marshalled body of any message, as it lies in memory. */
  private static byte[] content(Message message) {
    ByteSequence content = message instanceof ActiveMQMessage known ? known.getContent() : null;
    return content == null
        ? new byte[0]
        : Arrays.copyOfRange(content.data, content.offset, content.offset + content.length);
  }
}
