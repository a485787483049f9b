package com.hexabuilders.onboarding.saga;

/**
 * A message as it was received, before anybody believes a word of it.
 *
 * @param queue where it was read
 * @param messageId the broker's id, the same when it is delivered again
 * @param redelivered whether the broker may have delivered it before; a hint, no sign of poison
 * @param body its text; null if it could not be taken as text
 * @param rejection why it could not, null otherwise
 * @param traceParent what stands beside the body as its sender's trace; null for nothing
 */
public record Delivery(
    String queue,
    String messageId,
    boolean redelivered,
    String body,
    Rejection rejection,
    String traceParent) {

  /** A message with nothing beside its body. */
  public Delivery(
      String queue, String messageId, boolean redelivered, String body, Rejection rejection) {
    this(queue, messageId, redelivered, body, rejection, null);
  }

  /** The same message with this text. */
  public Delivery saying(String text) {
    return new Delivery(queue, messageId, redelivered, text, rejection, traceParent);
  }

  /** The same message, dead on arrival. */
  public Delivery refused(Rejection why) {
    return new Delivery(queue, messageId, redelivered, null, why, traceParent);
  }

  /** The same message with its sender's trace beside it. */
  public Delivery tracedBy(String trace) {
    return new Delivery(queue, messageId, redelivered, body, rejection, trace);
  }

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
