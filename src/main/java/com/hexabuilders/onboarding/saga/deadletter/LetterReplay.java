package com.hexabuilders.onboarding.saga.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.KeptLetter;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;

/**
 * Replays or closes one dead letter within the caller's transaction. {@link StartReplay} replays a
 * start, {@link StepReplay} a step or an undo. The act is audited there: of one that is refused
 * only its audit entry is left. Locks: the saga's row, the letter's row, the end of the audit.
 */
@Component
class LetterReplay {

  private final DeadLetters letters;
  private final Journal journal;
  private final StartReplay starts;
  private final StepReplay steps;
  private final AuditLog audit;
  private final Clock clock;

  LetterReplay(
      DeadLetters letters,
      Journal journal,
      StartReplay starts,
      StepReplay steps,
      AuditLog audit,
      Clock clock) {
    this.letters = letters;
    this.journal = journal;
    this.starts = starts;
    this.steps = steps;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Replays a letter.
   *
   * @param edited the start or the facts to use instead, null for none
   */
  TransactionResult<LetterReply> retry(
      TransactionStatus tx, String id, JsonNode edited, AuditEntry.Actor by) {
    return audited(tx, "retry", id, null, by, () -> replay(id, edited, by));
  }

  /** Closes a letter that nobody needs any more. */
  TransactionResult<LetterReply> discard(
      TransactionStatus tx, String id, String reason, AuditEntry.Actor by) {
    return audited(tx, "discard", id, reason, by, () -> close(id, reason, by));
  }

  private TransactionResult<LetterReply> replay(String id, JsonNode edited, AuditEntry.Actor by) {
    String sagaId = letters.find(id).map(KeptLetter::sagaId).orElse(null);
    Saga saga = sagaId == null ? null : journal.lockAlone(sagaId);
    Optional<KeptLetter> found = letters.lock(id);
    if (found.isEmpty()) {
      return TransactionResult.only(new LetterReply.NotFound());
    }
    KeptLetter letter = found.get();
    if (!letter.isOpen()) {
      return settled(letter);
    }
    return starts
        .typeStartedFrom(letter.queue())
        .map(type -> starts.retry(type, letter, edited, by))
        .orElseGet(() -> steps.retry(letter, saga, edited, by));
  }

  private TransactionResult<LetterReply> close(String id, String reason, AuditEntry.Actor by) {
    Optional<KeptLetter> found = letters.lock(id);
    if (found.isEmpty()) {
      return TransactionResult.only(new LetterReply.NotFound());
    }
    if (!found.get().isOpen()) {
      return settled(found.get());
    }
    letters.discarded(id, reason, by.name(), clock.instant());
    return TransactionResult.only(new LetterReply.Discarded(id));
  }

  private static TransactionResult<LetterReply> settled(KeptLetter letter) {
    return TransactionResult.only(
        new LetterReply.Refused("The dead letter is " + letter.state() + " already.", true));
  }

  private TransactionResult<LetterReply> audited(
      TransactionStatus tx,
      String act,
      String id,
      String reason,
      AuditEntry.Actor by,
      Supplier<TransactionResult<LetterReply>> decision) {
    Object before = tx.createSavepoint();
    TransactionResult<LetterReply> decided = decision.get();
    String after = stateAfter(decided.reply());
    if (after == null) {
      tx.rollbackToSavepoint(before);
    }
    if (!(decided.reply() instanceof LetterReply.NotFound)) {
      String outcome = after == null ? AuditEntry.REFUSED : AuditEntry.DONE;
      String target = "dead-letter/" + id;
      audit.add(
          new AuditEntry(by, act, target, reason, after == null ? null : "OPEN", after, outcome));
    }
    return decided;
  }

  private static String stateAfter(LetterReply reply) {
    if (reply instanceof LetterReply.Replayed) {
      return KeptLetter.REPLAYED;
    }
    return reply instanceof LetterReply.Discarded ? KeptLetter.DISCARDED : null;
  }
}
