package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.StableIds;
import com.hexabuilders.onboarding.saga.StorableText;
import java.time.Instant;
import java.util.List;

/**
 * A message that was given up, written in the transaction that gives it up.
 *
 * @param id derived from queue, message id and bytes: a repeated delivery adds nothing, another
 *     message to which its sender gave the same id does
 * @param cause one plain sentence, without personal data
 * @param errors faults of single fields, where there are any
 * @param messageId the broker's id of the message
 * @param attempts calls made before giving up
 * @param body what was received; personal, kept apart
 * @param size bytes
 */
public record DeadLetter(
    String id,
    DeadLetterKind kind,
    String cause,
    List<FieldFault> errors,
    String queue,
    String messageId,
    int attempts,
    String history,
    String sagaId,
    String partnerId,
    String body,
    long size,
    String sha256,
    Instant receivedAt) {

  /** Characters, of up to three bytes each; a frame of the broker has 4 MB. */
  private static final int LONGEST_COPY = 1024 * 1024;

  /**
   * The id of the letter a delivery has or would have, the same however often it comes. Two
   * messages to which their senders gave one id have two letters.
   */
  static String id(Delivery delivery) {
    return StableIds.of(
        "dead-letter",
        delivery.queue(),
        StorableText.escaped(delivery.messageId()),
        hash(delivery));
  }

  /** SHA-256 of what the message holds, in hex. */
  static String hash(Delivery delivery) {
    if (delivery.rejection() != null) {
      return delivery.rejection().sha256();
    }
    String text = delivery.body() == null ? "" : delivery.body();
    return Sha256.of(text);
  }

  /** The same letter after so many calls; history is a JSON array with an entry per round. */
  public DeadLetter after(int calls, String callHistory) {
    return with(calls, callHistory, partnerId);
  }

  /** The same letter of a start that began no saga, for this partner; null for nobody. */
  public DeadLetter about(String partner) {
    return with(attempts, history, partner);
  }

  private DeadLetter with(int calls, String callHistory, String partner) {
    return new DeadLetter(
        id,
        kind,
        cause,
        errors,
        queue,
        messageId,
        calls,
        callHistory,
        sagaId,
        partner,
        body,
        size,
        sha256,
        receivedAt);
  }

  /** Its copy for outsiders; what would not fit into a message of the broker is cut off there. */
  Announcements.DeadLetterCopy copy() {
    String text = body == null ? "" : body.substring(0, Math.min(body.length(), LONGEST_COPY));
    return new Announcements.DeadLetterCopy(
        queue, kind.name(), cause, attempts, receivedAt.toString(), text);
  }
}
