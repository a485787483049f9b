package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a committed transaction has to send, in this order. Each event goes to the observers and
 * then to its inbox. Copies of dead letters for outsiders follow.
 *
 * @param events recorded events, sent exactly as recorded
 * @param deadLetters copies; the records in the database are the truth
 * @param heldBack messages that were not handled because another transaction has locked their
 *     sagas; their reader takes them again soon
 */
public record Announcements(
    List<Announcement> events, List<DeadLetterCopy> deadLetters, List<Delivery> heldBack) {

  /** Nothing was held back. */
  public Announcements(List<Announcement> events, List<DeadLetterCopy> deadLetters) {
    this(events, deadLetters, List.of());
  }

  /**
   * A recorded event on its way.
   *
   * @param topic where observers get it
   * @param queue inbox it goes to besides that; null for observers only
   * @param body the CloudEvent as recorded in the log
   */
  public record Announcement(
      String topic, String queue, String type, String correlationId, String body) {}

  /**
   * A dead letter on its way to outsiders.
   *
   * @param body what was received, or the beginning of it; may be empty
   */
  public record DeadLetterCopy(
      String queue, String kind, String cause, int attempts, String time, String body) {}

  public Announcements {
    events = List.copyOf(events);
    deadLetters = List.copyOf(deadLetters);
    heldBack = List.copyOf(heldBack);
  }

  /** The same, with messages that were not handled. */
  public Announcements holdingBack(List<Delivery> deliveries) {
    return new Announcements(events, deadLetters, deliveries);
  }

  public boolean isEmpty() {
    return events.isEmpty() && deadLetters.isEmpty();
  }

  /** Whether routes have dead letters to copy. */
  public boolean hasDeadLetters() {
    return !deadLetters.isEmpty();
  }

  /** These, then the others. */
  public Announcements and(Announcements others) {
    return new Announcements(
        Stream.concat(events.stream(), others.events.stream()).toList(),
        Stream.concat(deadLetters.stream(), others.deadLetters.stream()).toList(),
        Stream.concat(heldBack.stream(), others.heldBack.stream()).toList());
  }

  static final class Builder {
    private final List<Announcement> events = new ArrayList<>();
    private final List<DeadLetterCopy> deadLetters = new ArrayList<>();

    void event(LogEntry entry) {
      if (entry.announced()) {
        events.add(
            new Announcement(
                new SagaType(entry.sagaType()).events(),
                entry.queue(),
                entry.type(),
                entry.correlationId(),
                entry.body()));
      }
    }

    void deadLetter(DeadLetterCopy copy) {
      deadLetters.add(copy);
    }

    Announcements build() {
      return new Announcements(events, deadLetters);
    }
  }
}
