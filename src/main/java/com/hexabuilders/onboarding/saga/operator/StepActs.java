package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.Quoted;
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
import java.util.stream.Collectors;
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
    Optional<StepDefinition> step = saga.definition().step(act.step());
    if (step.isEmpty()) {
      return TransactionResult.only(unknownStep(saga, act.step()));
    }
    SagaStep row = saga.steps().get(act.step());
    WaitingStep waiting = WaitingStep.of(saga, row);
    String before = row == null ? StepStatus.PENDING.name() : row.status().name();
    Optional<String> refusal = waiting.refusal(act.verb(), saga, row);
    if (refusal.isPresent()) {
      audit(act, saga, before, null);
      return TransactionResult.only(new ActReply.Refused(refusal.get()));
    }
    Announcements announcements = move(act, saga, step.get(), row, waiting);
    audit(act, saga, before, row.status().name());
    return new TransactionResult<>(
        new ActReply.StepMoved(
            saga.id(), saga.identity().partnerId(), saga.status(), row.status().name()),
        announcements);
  }

  private Announcements move(
      StepAct act, Saga saga, StepDefinition step, SagaStep row, WaitingStep waiting) {
    Instant now = clock.instant();
    int handled = saga.log().openSeq();
    LogEntry acted = moves.acted(saga, act, now);
    if (act.verb().isReview()) {
      reviews.decide(saga, step, act, new Cause(acted.eventId(), handled), now);
      return journal.save(List.of(saga), List.of(), List.of());
    }
    closeLetters(
        act, saga, waiting == WaitingStep.SUSPENDED ? step.inbox() : step.undoInbox(), now);
    if (waiting == WaitingStep.SUSPENDED) {
      moves.retryStep(saga, row, now);
    } else if (act.verb() == StepAct.Verb.RETRY) {
      moves.retryUndo(saga, row, now);
    } else {
      moves.settleUndo(saga, row, act, now);
    }
    return journal.save(List.of(saga), List.of(), log.lastAnnounced(List.of(saga.id())));
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

  private static ActReply unknownStep(Saga saga, String step) {
    return new ActReply.Unknown(
        String.format(
            Locale.ROOT,
            "The saga has no step %s; its steps are %s.",
            Quoted.code(step),
            saga.definition().steps().stream()
                .map(StepDefinition::name)
                .collect(Collectors.joining(", "))));
  }
}
