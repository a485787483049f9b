package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.PatientAnnouncer;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import com.hexabuilders.onboarding.saga.state.Cause;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.OperatorMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepAct;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people decide about steps that wait for them. Each act is one transaction under the saga's
 * lock, with its log entry and its audit entry. A crash before the commit leaves nothing. After the
 * commit the sweeper sends what could not be sent.
 */
@Service
public class StepActs {

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final Journal journal;
  private final SagaLog log;
  private final DeadLetters letters;
  private final StepDecision decision;
  private final OperatorMoves moves;
  private final ReviewDecisions reviews;
  private final AuditLog audit;
  private final PatientAnnouncer announcer;
  private final Clock clock;

  StepActs(
      TransactionTemplate transactions,
      SagaRepository sagas,
      Journal journal,
      SagaLog log,
      DeadLetters letters,
      StepDecision decision,
      OperatorMoves moves,
      ReviewDecisions reviews,
      AuditLog audit,
      PatientAnnouncer announcer,
      Clock clock) {
    this.transactions = transactions;
    this.sagas = sagas;
    this.journal = journal;
    this.log = log;
    this.letters = letters;
    this.decision = decision;
    this.moves = moves;
    this.reviews = reviews;
    this.audit = audit;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Retries, skips or resolves a suspended step or a failed undo, or decides a review. Durable and
   * audited when it returns; what follows is sent then, and by the sweeper if the broker is away.
   *
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  public ActReply act(StepAct act) {
    TransactionResult<ActReply> decided =
        InfrastructureTrouble.sorted(() -> transactions.execute(tx -> decide(act)));
    announcer.announce(decided.announcements());
    return decided.reply();
  }

  private TransactionResult<ActReply> decide(StepAct act) {
    Optional<String> id = sagas.idOf(act.saga());
    if (id.isEmpty()) {
      return TransactionResult.only(
          new ActReply.Unknown("There is no saga with this id, and no partner_id that has one."));
    }
    Saga saga = journal.lockAlone(id.get());
    Optional<ActReply> refusal = decision.refusal(saga, act.step(), act.verb());
    if (refusal.isPresent() && refusal.get() instanceof ActReply.Unknown) {
      return TransactionResult.only(refusal.get());
    }
    SagaStep row = saga.steps().get(act.step());
    String before = row == null ? StepStatus.PENDING.name() : row.status().name();
    if (refusal.isPresent()) {
      audit(act, saga, before, null);
      return TransactionResult.only(refusal.get());
    }
    Announcements announcements = act.verb().isReview() ? review(act, saga) : move(act, saga);
    audit(act, saga, before, row.status().name());
    return new TransactionResult<>(
        new ActReply.StepMoved(
            saga.id(), saga.identity().partnerId(), saga.status(), row.status().name()),
        announcements);
  }

  private Announcements review(StepAct act, Saga saga) {
    Instant now = clock.instant();
    int handled = saga.log().openSeq();
    LogEntry acted = moves.acted(saga, act, now);
    reviews.decide(saga, definition(act, saga), act, new Cause(acted.eventId(), handled), now);
    return journal.save(List.of(saga), List.of(), List.of());
  }

  private Announcements move(StepAct act, Saga saga) {
    Instant now = clock.instant();
    StepDefinition step = definition(act, saga);
    closeLetters(act, saga, saga.isCompensating() ? step.undoInbox() : step.inbox(), now);
    decision.move(saga, act, now);
    return journal.save(List.of(saga), List.of(), log.lastAnnounced(List.of(saga.id())));
  }

  private static StepDefinition definition(StepAct act, Saga saga) {
    return saga.definition().step(act.step()).orElseThrow();
  }

  /** Closes the dead letters of what was given up, because they wait for no person any more. */
  private void closeLetters(StepAct act, Saga saga, String queue, Instant now) {
    for (String letter : letters.openOf(saga.id(), queue)) {
      if (act.verb() == StepAct.Verb.RETRY) {
        letters.replayed(letter, saga.id(), act.by().name(), now);
      } else {
        letters.discarded(letter, act.reason(), act.by().name(), now);
      }
    }
  }

  private void audit(StepAct act, Saga saga, String before, String after) {
    String state =
        after == null || act.reference() == null
            ? after
            : String.format(
                Locale.ROOT, "%s, %s %s", after, act.verb().referenceName(), act.reference());
    audit.add(
        new AuditEntry(
            act.by(),
            act.verb().act(),
            String.format(Locale.ROOT, "saga/%s/%s", saga.id(), act.step()),
            act.reason(),
            before,
            state,
            after == null ? AuditEntry.REFUSED : AuditEntry.DONE));
  }
}
