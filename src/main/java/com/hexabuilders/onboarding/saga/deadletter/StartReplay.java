package com.hexabuilders.onboarding.saga.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.KeptLetter;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartReading;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Replays a start that was given up: reads it again, edited or not, and starts it. The start has
 * the letter's own identity, so that a letter starts at most one saga.
 */
@Component
class StartReplay {

  private static final FieldFault NOT_WHOLE =
      new FieldFault("data", "The message was not kept whole; send the start to use instead.");

  /** In binary mode its type stood beside the body, which alone looks like a start. */
  private static final FieldFault OTHER_EVENT =
      new FieldFault("data", "The message was an event of another type; send the start to use.");

  private static final String BUSY =
      "The partner has a saga with other content that has not ended; wait for its end or compensate"
          + " it.";

  private final Definitions definitions;
  private final StartReading reading;
  private final SagaStarts starts;
  private final DeadLetters letters;
  private final Clock clock;

  StartReplay(
      Definitions definitions,
      StartReading reading,
      SagaStarts starts,
      DeadLetters letters,
      Clock clock) {
    this.definitions = definitions;
    this.reading = reading;
    this.starts = starts;
    this.letters = letters;
    this.clock = clock;
  }

  /** The type of saga that is started from this queue. */
  Optional<String> typeStartedFrom(String queue) {
    return definitions.all().stream()
        .filter(definition -> definition.start().inbox().equals(queue))
        .map(SagaDefinition::type)
        .findFirst();
  }

  /** The partner that a message names which was given up before it was read as a start. */
  String partnerId(Delivery delivery) {
    return delivery.body() != null && typeStartedFrom(delivery.queue()).isPresent()
        ? reading.partnerId(delivery.body())
        : null;
  }

  /**
   * Decides within the caller's transaction, which must be rolled back unless the letter is
   * replayed: the claims of a start that lost stand until then.
   *
   * @param letter locked and open
   * @param edited the body to read instead, null for the one received
   */
  TransactionResult<LetterReply> retry(
      String sagaType, KeptLetter letter, JsonNode edited, AuditEntry.Actor by) {
    JsonNode instead = edited == null || edited.isNull() ? null : edited;
    Optional<FieldFault> unusable = instead == null ? unusable(letter) : Optional.empty();
    if (unusable.isPresent()) {
      return faulty(unusable.get());
    }
    StartReading.Reading read = reading.letter(letter.id(), letter.body(), instead);
    if (read instanceof StartReading.Faulty faulty) {
      return TransactionResult.only(new LetterReply.Faulty(faulty.faults()));
    }
    SagaStarts.Started started =
        starts.start(sagaType, List.of(((StartReading.Start) read).request()));
    StartResult result = started.results().get(0);
    if (result instanceof StartResult.Accepted accepted) {
      letters.replayed(letter.id(), accepted.sagaId(), by.name(), clock.instant());
      return new TransactionResult<>(
          new LetterReply.Replayed(letter.id(), accepted.sagaId(), accepted.partnerId()),
          started.announcements());
    }
    return result instanceof StartResult.PartnerIdTaken
        ? faulty(StartResult.PartnerIdTaken.FAULT)
        : TransactionResult.only(new LetterReply.Refused(BUSY, false));
  }

  /** Why a letter's own body is not read as a start. */
  private static Optional<FieldFault> unusable(KeptLetter letter) {
    if (!isWhole(letter)) {
      return Optional.of(NOT_WHOLE);
    }
    return letter.kind() == DeadLetterKind.UNKNOWN_TYPE
        ? Optional.of(OTHER_EVENT)
        : Optional.empty();
  }

  private static TransactionResult<LetterReply> faulty(FieldFault fault) {
    return TransactionResult.only(new LetterReply.Faulty(List.of(fault)));
  }

  /** Of a message that was too large only the beginning is kept. */
  private static boolean isWhole(KeptLetter letter) {
    return letter.body() != null && letter.kind() != DeadLetterKind.TOO_LARGE;
  }
}
