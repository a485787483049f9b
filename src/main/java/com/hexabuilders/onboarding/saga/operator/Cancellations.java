package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.PatientAnnouncer;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compensation on request, at any moment before the saga is COMPENSATED or FAILED.
 *
 * <p>The request is durable with its commit, and audited there. The first undo request is sent
 * after the commit. If a crash or the broker comes in between, the sweeper sends it.
 */
@Service
class Cancellations implements CompensationRequests {

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final Journal journal;
  private final SagaLog log;
  private final Claims claims;
  private final CompensationDecision decision;
  private final AuditLog audit;
  private final PatientAnnouncer announcer;
  private final Clock clock;

  Cancellations(
      TransactionTemplate transactions,
      SagaRepository sagas,
      Journal journal,
      SagaLog log,
      Claims claims,
      CompensationDecision decision,
      AuditLog audit,
      PatientAnnouncer announcer,
      Clock clock) {
    this.transactions = transactions;
    this.sagas = sagas;
    this.journal = journal;
    this.log = log;
    this.claims = claims;
    this.decision = decision;
    this.audit = audit;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Begins compensation of a saga, or of the newest saga of a partner.
   *
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  @Override
  public CompensationReply request(String sagaOrPartnerId, String reason, AuditEntry.Actor by) {
    TransactionResult<CompensationReply> decided =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> decide(sagaOrPartnerId, reason, by)));
    Failpoint.CANCEL_COMMITTED.reached();
    announcer.announce(decided.announcements());
    Failpoint.CANCEL_SENT.reached();
    return decided.reply();
  }

  private TransactionResult<CompensationReply> decide(
      String sagaOrPartnerId, String reason, AuditEntry.Actor by) {
    Optional<String> id = sagas.idOf(sagaOrPartnerId);
    if (id.isEmpty()) {
      return TransactionResult.only(new CompensationReply.NotFound());
    }
    Saga saga = journal.lockAlone(id.get());
    String before = saga.status();
    TransactionResult<CompensationReply> decided = decide(saga, reason, by);
    boolean refused = !(decided.reply() instanceof CompensationReply.Accepted);
    audit.add(
        new AuditEntry(
            by,
            "compensate",
            "saga/" + saga.id(),
            reason,
            before,
            refused ? null : saga.status(),
            refused ? AuditEntry.REFUSED : AuditEntry.DONE));
    Failpoint.CANCEL_RECORDED.reached();
    return decided;
  }

  private TransactionResult<CompensationReply> decide(
      Saga saga, String reason, AuditEntry.Actor by) {
    String partner = saga.identity().partnerId();
    Optional<CompensationReply> unmoved = decision.unmoved(saga);
    if (unmoved.isPresent()) {
      return TransactionResult.only(unmoved.get());
    }
    if (saga.isFinal()) { // reopened: keep new sagas of the partner away, unless one runs already
      claims.claim(Journal.RUNNING_PARTNER, Map.of(partner, saga.id()));
    }
    return new TransactionResult<>(
        new CompensationReply.Accepted(saga.id(), partner, reason), turnBack(saga, reason, by));
  }

  /**
   * Sends observers once more what is announced and still open. Once the undo request is handled,
   * nothing would send what a crash had left unsent before it.
   */
  private Announcements turnBack(Saga saga, String reason, AuditEntry.Actor by) {
    List<LogEntry> open =
        log.lastAnnounced(List.of(saga.id())).stream().map(LogEntry::forObservers).toList();
    decision.begin(saga, reason, by.name(), clock.instant());
    return journal.save(List.of(saga), List.of(), open);
  }
}
