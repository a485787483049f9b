package com.hexabuilders.onboarding.saga.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.PatientAnnouncer;
import com.hexabuilders.onboarding.saga.journal.PersonalData;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartReading;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts a saga that has ended without success again, as a new one: COMPENSATED and FAILED never
 * change. The new saga is linked to the old; both are committed together with the audit entry.
 */
@Service
public class Restarts {

  /**
   * What the caller sends along; all may be null.
   *
   * @param partnerData fields that replace those of the ended saga
   * @param correlationId of the new saga; null for the old one's
   * @param idempotencyKey makes a repetition of the request recognisable
   */
  public record Wish(JsonNode partnerData, String correlationId, String idempotencyKey) {}

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final PersonalData personalData;
  private final StartReading reading;
  private final SagaStarts starts;
  private final AuditLog audit;
  private final PatientAnnouncer announcer;
  private final JdbcTemplate jdbc;

  Restarts(
      TransactionTemplate transactions,
      SagaRepository sagas,
      PersonalData personalData,
      StartReading reading,
      SagaStarts starts,
      AuditLog audit,
      PatientAnnouncer announcer,
      JdbcTemplate jdbc) {
    this.transactions = transactions;
    this.sagas = sagas;
    this.personalData = personalData;
    this.reading = reading;
    this.starts = starts;
    this.audit = audit;
    this.announcer = announcer;
    this.jdbc = jdbc;
  }

  /**
   * Restarts a saga, or the newest saga of a partner.
   *
   * @throws InfrastructureTrouble if the database failed; asking again is safe, because a running
   *     saga of the same content is found
   */
  public RestartReply restart(String sagaOrPartnerId, Wish wish, AuditEntry.Actor by) {
    TransactionResult<RestartReply> decided =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> inTransaction(tx, sagaOrPartnerId, wish, by)));
    announcer.announce(decided.announcements());
    return decided.reply();
  }

  private TransactionResult<RestartReply> inTransaction(
      TransactionStatus tx, String sagaOrPartnerId, Wish wish, AuditEntry.Actor by) {
    List<Saga> found = sagas.lock(sagas.idOf(sagaOrPartnerId).stream().toList());
    if (found.isEmpty()) {
      return TransactionResult.only(new RestartReply.NotFound());
    }
    Saga ended = found.get(0);
    CurrentSaga.take(ended);
    Object before = tx.createSavepoint();
    TransactionResult<RestartReply> decided = decide(ended, wish, by);
    String outcome = AuditEntry.DONE;
    String next = null;
    if (decided.reply() instanceof RestartReply.Restarted restarted) {
      next = "saga/" + restarted.accepted().sagaId();
    } else {
      tx.rollbackToSavepoint(before); // also gives back what a start that lost has claimed
      outcome = AuditEntry.REFUSED;
    }
    audit.add(
        new AuditEntry(by, "restart", "saga/" + ended.id(), null, ended.status(), next, outcome));
    return decided;
  }

  private TransactionResult<RestartReply> decide(Saga ended, Wish wish, AuditEntry.Actor by) {
    if (!ended.isFinal()) {
      return refused("The saga is " + ended.status() + " and has not ended; compensate it first.");
    }
    if (!ended.hasTurnedBack()) {
      return refused(
          "The saga is COMPLETED; undo it first with POST /sagas/" + ended.id() + "/compensate.");
    }
    ObjectNode data = personalData.of(List.of(ended.id())).get(ended.id());
    if (data == null) {
      return refused("The saga's partner_data was erased; start a new onboarding.");
    }
    String conversation =
        wish.correlationId() == null ? ended.identity().correlationId() : wish.correlationId();
    StartReading.Reading read =
        reading.again(
            ended.identity().partnerId(),
            conversation,
            data,
            wish.partnerData(),
            wish.idempotencyKey());
    return read instanceof StartReading.Start start
        ? start(ended, start.request().by(by.name()))
        : TransactionResult.only(new RestartReply.Faulty(((StartReading.Faulty) read).faults()));
  }

  private TransactionResult<RestartReply> start(Saga ended, StartRequest request) {
    SagaStarts.Started started = starts.start(ended.definition().type(), List.of(request));
    StartResult result = started.results().get(0);
    if (result instanceof StartResult.PartnerBusy busy) {
      return refused(
          "The partner has a saga with other content that has not ended: " + busy.sagaId() + ".");
    }
    if (result instanceof StartResult.PartnerIdTaken) {
      return TransactionResult.only(
          new RestartReply.Faulty(List.of(StartResult.PartnerIdTaken.FAULT)));
    }
    if (result instanceof StartResult.IdentityReused) {
      return TransactionResult.only(new RestartReply.KeyReused());
    }
    StartResult.Accepted accepted = (StartResult.Accepted) result;
    if (accepted.sagaId().equals(ended.id())) { // the key of the ended saga's own start
      return TransactionResult.only(new RestartReply.KeyReused());
    }
    if (!accepted.replayed()) {
      jdbc.update(
          "update saga set restarted_from = ? where saga_id = ?", ended.id(), accepted.sagaId());
    }
    return new TransactionResult<>(new RestartReply.Restarted(accepted), started.announcements());
  }

  private static TransactionResult<RestartReply> refused(String why) {
    return TransactionResult.only(new RestartReply.Refused(why));
  }
}
