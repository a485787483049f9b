package com.hexabuilders.onboarding.saga.journal;

/**
 * A message as it was received, before anybody believes a word of it.
 *
 * @param queue where it was read
 * @param messageId the broker's id, the same when it is delivered again
 * @param redelivered whether it may have been received before, from this queue or from the one it
 *     was moved from; a hint, no sign of poison
 * @param body its text; null if it could not be taken as text
 * @param rejection why it could not, null otherwise
 * @param traceParent what stands beside the body as its sender's trace; null for nothing
 * @param correlationId what stands beside the body as its conversation; null for nothing
 * @param event the CloudEvent whose data the body is (binary mode); null if it is none
 */
public record Delivery(
    String queue,
    String messageId,
    boolean redelivered,
    String body,
    Rejection rejection,
    String traceParent,
    String correlationId,
    Event event) {

  /** A message with nothing beside its body. */
  public Delivery(
      String queue, String messageId, boolean redelivered, String body, Rejection rejection) {
    this(queue, messageId, redelivered, body, rejection, null, null, null);
  }

  /** The same message with this text. */
  public Delivery saying(String text) {
    return new Delivery(
        queue, messageId, redelivered, text, rejection, traceParent, correlationId, event);
  }

  /** The same message, dead on arrival. */
  public Delivery refused(Rejection why) {
    return new Delivery(
        queue, messageId, redelivered, null, why, traceParent, correlationId, event);
  }

  /** The same message with its sender's trace beside it. */
  public Delivery tracedBy(String trace) {
    return with(trace, correlationId, event);
  }

  /** The same message with its sender's name for the conversation beside it. */
  public Delivery correlatedBy(String conversation) {
    return with(traceParent, conversation, event);
  }

  /** The same message as the data of a CloudEvent. */
  public Delivery dataOf(Event binary) {
    return with(traceParent, correlationId, binary);
  }

  private Delivery with(String trace, String conversation, Event binary) {
    return new Delivery(
        queue, messageId, redelivered, body, rejection, trace, conversation, binary);
  }

  /** Attributes of a CloudEvent that stand beside its data, as they came; null where absent. */
  public record Event(
      String version,
      String type,
      String source,
      String id,
      String correlationId,
      String traceParent) {}

  /**
   * A message that is dead on arrival.
   *
   * @param kind failure kind on the wire
   * @param cause one plain sentence
   * @param head its first characters, where they could be read
   * @param size bytes
   * @param sha256 of its bytes, in hex
   */
  public record Rejection(
      DeadLetterKind kind, String cause, String head, long size, String sha256) {}
}
