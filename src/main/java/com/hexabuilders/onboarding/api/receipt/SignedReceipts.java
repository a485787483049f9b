package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.ShownId;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes the receipt of a saga from its row and its log, and signs it. A receipt names participants,
 * people who acted, and times. It has no reason, reference or other text that a person typed. An id
 * or a name that looks like an e-mail address or a telephone number is hidden.
 *
 * <p>Erasing a partner changes no log. So a later receipt has the same entries as an earlier one,
 * and both can be checked.
 */
@Component
class SignedReceipts {

  private final JdbcClient jdbc;
  private final StoredDefinitions definitions;
  private final Clock clock;

  SignedReceipts(JdbcClient jdbc, StoredDefinitions definitions, Clock clock) {
    this.jdbc = jdbc;
    this.definitions = definitions;
    this.clock = clock;
  }

  /** The receipt of a saga in any status; empty if there is no such saga, or no longer. */
  Optional<JsonNode> of(String sagaId, SigningKey key) {
    return jdbc.sql(LoggedSaga.SELECT)
        .param("saga", sagaId)
        .query(LoggedSaga::read)
        .map(saga -> receipt(saga, key));
  }

  private JsonNode receipt(LoggedSaga saga, SigningKey key) {
    LoggedSaga.Row row = saga.row();
    SagaDefinition definition = definitions.of(row.sagaType(), row.definitionVersion());
    ReceiptSummary summary = new ReceiptSummary(definition, saga.entries());
    ObjectNode header = header(row, key.open().id());
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    saga.entries().forEach(entry -> entries.add(json(entry)));
    JsonNode steps = summary.steps();
    JsonNode acts = summary.acts();
    ObjectNode seal = ReceiptFormat.seal(header, steps, acts, entries);
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    receipt.set(ReceiptFormat.HEADER, header);
    receipt.set(ReceiptFormat.STEPS, steps);
    receipt.set(ReceiptFormat.ACTS, acts);
    receipt.set(ReceiptFormat.ENTRIES, entries);
    receipt.set(ReceiptFormat.SEAL, seal);
    return receipt
        .put(ReceiptFormat.KEY, key.open().text())
        .put(ReceiptFormat.SIGNATURE, key.sign(ReceiptFormat.signed(seal)));
  }

  private ObjectNode header(LoggedSaga.Row row, String keyId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", ReceiptFormat.VERSION)
        .put("saga_id", row.sagaId())
        .put("saga_type", row.sagaType())
        .put("partner_id", ShownId.of(row.partnerId()))
        .put("status", row.status())
        .put("final", SagaStatus.isFinal(row.status()))
        .put("source", row.source())
        .put("started_by", ShownId.of(row.startedBy()))
        .put("restarted_from", row.restartedFrom())
        .put("created_at", text(row.createdAt()))
        .put("completed_at", text(row.completedAt()))
        .put("failed_step", row.failedStep())
        .put("failure_kind", row.failureKind())
        .put("compensation_by", row.compensationBy())
        .put("entries", row.logSeq())
        .put("made_at", text(clock.instant()))
        .put("key_id", keyId);
  }

  private static ObjectNode json(LoggedSaga.Entry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", entry.seq())
        .put("type", entry.type())
        .put("step", entry.step())
        .put("actor", ShownId.of(entry.actor()))
        .put("at", text(entry.at()))
        .put("body_sha256", Sha256.of(entry.body()));
  }

  /** A time in UTC; null stays null. */
  static String text(Instant time) {
    return time == null ? null : time.toString();
  }
}
