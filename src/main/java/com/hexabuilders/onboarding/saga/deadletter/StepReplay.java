package com.hexabuilders.onboarding.saga.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.KeptLetter;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.ReplayMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Replays the letter of a suspended step or of a failed undo, under the lock on its saga. A letter
 * counts only while its saga waits for exactly this message.
 */
@Component
class StepReplay {

  private final Journal journal;
  private final SagaLog log;
  private final DeadLetters letters;
  private final ReplayMoves moves;
  private final Clock clock;

  StepReplay(Journal journal, SagaLog log, DeadLetters letters, ReplayMoves moves, Clock clock) {
    this.journal = journal;
    this.log = log;
    this.letters = letters;
    this.moves = moves;
    this.clock = clock;
  }

  /**
   * Decides within the caller's transaction.
   *
   * @param saga locked; null if the letter has none
   * @param edited facts to correct, null for none
   */
  TransactionResult<LetterReply> retry(
      KeptLetter letter, Saga saga, JsonNode edited, AuditEntry.Actor by) {
    String refusal = refusal(letter, saga);
    if (refusal != null) {
      return TransactionResult.only(new LetterReply.Refused(refusal, false));
    }
    StepDefinition step = saga.definition().step(saga.currentStep()).orElseThrow();
    Corrections corrections = Corrections.read(saga, edited);
    if (!corrections.faults().isEmpty()) {
      return TransactionResult.only(new LetterReply.Faulty(corrections.faults()));
    }
    Instant now = clock.instant();
    LogEntry given = openEntry(saga);
    if (saga.isCompensating()) {
      moves.undo(saga, step, given, by, now);
    } else {
      moves.step(saga, step, given, corrections.facts(), by, now);
    }
    letters.replayed(letter.id(), saga.id(), by.name(), now);
    return new TransactionResult<>(
        new LetterReply.Replayed(letter.id(), saga.id(), saga.identity().partnerId()),
        journal.save(List.of(saga), List.of(), List.of()));
  }

  private LogEntry openEntry(Saga saga) {
    return log.of(saga.id()).stream()
        .filter(entry -> entry.seq() == saga.log().openSeq())
        .findFirst()
        .orElseThrow();
  }

  /** Why the letter cannot be replayed, and what to do instead; null if it can. */
  private static String refusal(KeptLetter letter, Saga saga) {
    if (letter.kind() == DeadLetterKind.UNKNOWN_SAGA) {
      return "No saga has the sagaid of this message, so nobody waits for it; discard it.";
    }
    if (letter.kind() != DeadLetterKind.EXHAUSTED || letter.sagaId() == null) {
      return "Nobody waits for this message, because a saga sends its own events again by itself;"
          + " discard it.";
    }
    if (saga == null) {
      return "The saga of this message is no longer kept; discard it.";
    }
    if (saga.isFinal()) {
      return restart("The saga has ended as " + saga.status() + ";", saga);
    }
    if (isAwaited(letter, saga)) {
      return null;
    }
    return saga.isCompensating()
        ? restart("The saga is being undone; when that has ended,", saga)
        : "The saga no longer waits for this message; discard it.";
  }

  private static String restart(String why, Saga saga) {
    return why + " restart it with POST /sagas/" + saga.id() + "/restart.";
  }

  private static boolean isAwaited(KeptLetter letter, Saga saga) {
    SagaStep row = saga.steps().get(saga.currentStep());
    if (saga.log().openSeq() == null || !saga.waitsAt(row)) {
      return false;
    }
    StepDefinition step = saga.definition().step(row.name()).orElseThrow();
    return letter.queue().equals(saga.isCompensating() ? step.undoInbox() : step.inbox())
        && isOpenEvent(letter, saga);
  }

  /** An erased body cannot be compared; then the queue has to do. */
  private static boolean isOpenEvent(KeptLetter letter, Saga saga) {
    try {
      return letter.body() == null
          || EventJson.readObject(letter.body())
              .path("id")
              .asText()
              .equals(saga.identity().eventId(saga.log().openSeq()));
    } catch (EventJson.Unreadable e) {
      return false;
    }
  }
}
