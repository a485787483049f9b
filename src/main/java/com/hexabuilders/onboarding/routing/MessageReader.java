package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.DeadLetterKind;
import com.hexabuilders.onboarding.saga.Delivery;
import com.hexabuilders.onboarding.saga.Delivery.Rejection;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.util.ByteSequence;

/**
 * Takes the text out of a message: text or UTF-8 bytes up to 1 MiB. Objects, maps and streams are
 * never deserialised, and what is compressed is never unfolded beyond the limit; only size and hash
 * of their bytes are kept. Of the properties only {@code traceparent}, the JMSCorrelationID and
 * {@link EventProperties} are read.
 */
final class MessageReader {

  static final int LIMIT = 1024 * 1024;
  private static final int HEAD = 4096;
  private static final int LONGEST_ID = 300;
  private static final String BROKER_DEAD_LETTERS = "ActiveMQ.DLQ";
  private static final Pattern OURS = Pattern.compile("partner-onboarding\\.[a-z_.-]{1,80}");

  private MessageReader() {}

  static Delivery read(String readFrom, Message message) throws JMSException {
    String queue = readFrom.equals(BROKER_DEAD_LETTERS) ? origin(message) : readFrom;
    String id = shortened(message.getJMSMessageID());
    boolean redelivered = message.getJMSRedelivered();
    Optional<byte[]> packed =
        message instanceof ActiveMQMessage known
            ? CompressedBody.headIfLarger(known, LIMIT, HEAD)
            : Optional.empty();
    if (packed.isPresent()) {
      return new Delivery(queue, id, redelivered, null, tooLarge(packed.get(), content(message)));
    }
    Optional<byte[]> bytes = bytes(message);
    if (bytes.isEmpty()) {
      Rejection unsupported =
          rejection(
              DeadLetterKind.UNSUPPORTED_MESSAGE,
              "Send text or UTF-8 bytes; other kinds of messages are not read.",
              null,
              content(message));
      return new Delivery(queue, id, redelivered, null, unsupported);
    }
    return bytes.get().length > LIMIT
        ? new Delivery(queue, id, redelivered, null, tooLarge(bytes.get(), bytes.get()))
        : withProperties(decoded(queue, id, redelivered, bytes.get()), message);
  }

  private static Delivery withProperties(Delivery delivery, Message message) {
    return delivery
        .tracedBy(EventProperties.text(message, "traceparent"))
        .correlatedBy(correlationId(message))
        .dataOf(EventProperties.read(message).orElse(null));
  }

  /** Any text; whoever uses it checks it. One that cannot be read is none. */
  private static String correlationId(Message message) {
    try {
      return message.getJMSCorrelationID();
    } catch (JMSException | RuntimeException e) {
      return null;
    }
  }

  /** A message id of any length as an identity that fits its columns. */
  private static String shortened(String id) {
    return id.length() <= LONGEST_ID ? id : "sha256:" + sha256(id.getBytes(StandardCharsets.UTF_8));
  }

  /** The body of a text or bytes message; empty if it is another kind, or broken inside. */
  private static Optional<byte[]> bytes(Message message) {
    try {
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

  /** The queue a message was given up from, if it is one of ours. */
  private static String origin(Message message) {
    ActiveMQDestination origin =
        message instanceof ActiveMQMessage known ? known.getOriginalDestination() : null;
    return origin != null && OURS.matcher(origin.getPhysicalName()).matches()
        ? origin.getPhysicalName()
        : BROKER_DEAD_LETTERS;
  }

  private static Delivery decoded(String queue, String id, boolean redelivered, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Delivery(queue, id, redelivered, text, null);
    } catch (CharacterCodingException e) {
      Rejection malformed =
          rejection(DeadLetterKind.MALFORMED, "The message is not UTF-8 text.", null, bytes);
      return new Delivery(queue, id, redelivered, null, malformed);
    }
  }

  private static Rejection tooLarge(byte[] first, byte[] bytes) {
    String head = new String(Arrays.copyOf(first, HEAD), StandardCharsets.UTF_8);
    return rejection(DeadLetterKind.TOO_LARGE, "The message is larger than 1 MiB.", head, bytes);
  }

  private static Rejection rejection(DeadLetterKind kind, String cause, String head, byte[] bytes) {
    return new Rejection(kind, cause, head, bytes.length, sha256(bytes));
  }

  /** The marshalled body of any message, as it lies in memory. */
  private static byte[] content(Message message) {
    ByteSequence content = message instanceof ActiveMQMessage known ? known.getContent() : null;
    return content == null
        ? new byte[0]
        : Arrays.copyOfRange(content.data, content.offset, content.offset + content.length);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
