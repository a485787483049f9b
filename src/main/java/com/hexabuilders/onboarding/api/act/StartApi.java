package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.IdempotencyKey;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.intake.ReadStart;
import com.hexabuilders.onboarding.intake.RestStarts;
import com.hexabuilders.onboarding.intake.StartDraft;
import com.hexabuilders.onboarding.intake.StartReader;
import com.hexabuilders.onboarding.intake.StartUnavailable;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.start.SagaIds;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Starts a saga by REST. All ids are made here, so that nothing behind it depends on chance. */
@Component("startApi")
class StartApi {

  private final StartReader reader;
  private final RestStarts starts;

  StartApi(StartReader reader, RestStarts starts) {
    this.reader = reader;
    this.starts = starts;
  }

  /**
   * Answers POST /sagas/partner-onboarding.
   *
   * @param correlationHeader the caller's X-Correlation-ID, or null
   * @param idempotencyKey the caller's Idempotency-Key, or null
   * @param traceParent the caller's traceparent, or null; not trusted
   */
  public Reply start(
      String body,
      String correlationHeader,
      String idempotencyKey,
      String traceParent,
      Caller caller) {
    ReadStart read = reader.read(body);
    IdempotencyKey key = IdempotencyKey.read(idempotencyKey);
    List<FieldFault> faults = faults(read, key);
    if (!faults.isEmpty()) {
      return named(Problems.invalid(faults), conversation(read, correlationHeader));
    }
    StartDraft draft = ((ReadStart.Valid) read).draft();
    StartRequest request =
        request(draft, correlationHeader, key.value()).tracedBy(traceParent).by(caller.name());
    String conversation = correlationHeader == null ? request.correlationId() : correlationHeader;
    try {
      return answer(request, starts.start(request), correlationHeader, caller);
    } catch (StartUnavailable e) {
      return named(Problems.unavailable(e.getMessage(), e.retryAfterSeconds()), conversation);
    }
  }

  private static String conversation(ReadStart read, String correlationHeader) {
    if (correlationHeader != null) {
      return correlationHeader;
    }
    return read instanceof ReadStart.Invalid invalid
        ? invalid.correlationId()
        : ((ReadStart.Valid) read).draft().correlationId();
  }

  private static List<FieldFault> faults(ReadStart read, IdempotencyKey key) {
    List<FieldFault> faults = new ArrayList<>(key.faults());
    if (read instanceof ReadStart.Invalid invalid) {
      faults.addAll(invalid.faults());
    }
    return faults;
  }

  private static StartRequest request(StartDraft draft, String correlationHeader, String key) {
    String conversation =
        correlationHeader == null ? UUID.randomUUID().toString() : correlationHeader;
    return draft.request(SagaIds.next(), conversation, StartSource.REST, key);
  }

  /** Ids of a saga that the caller may not see are in no answer. */
  private static Reply answer(
      StartRequest request, StartResult result, String header, Caller caller) {
    String conversation = header == null ? request.correlationId() : header;
    if (result instanceof StartResult.PartnerBusy busy) {
      return named(busy(caller.maySee(busy.startedBy()) ? busy.sagaId() : null), conversation);
    }
    if (result instanceof StartResult.IdentityReused) {
      return named(StartReplies.keyReused(), conversation);
    }
    if (result instanceof StartResult.PartnerIdTaken) {
      return named(Problems.invalid(List.of(StartResult.PartnerIdTaken.FAULT)), conversation);
    }
    StartResult.Accepted accepted = (StartResult.Accepted) result;
    if (accepted.replayed() && !caller.maySee(accepted.startedBy())) {
      return named(StartReplies.othersSaga(accepted, request.correlationId()), conversation);
    }
    return named(
        StartReplies.accepted(accepted, "The onboarding has started"),
        header == null ? accepted.correlationId() : header);
  }

  private static Reply busy(String sagaId) {
    Reply reply =
        Problems.of(
            409,
            "This partner has a saga with other content that has not ended; wait for its end or"
                + " compensate it.");
    if (sagaId != null) {
      ((ObjectNode) reply.body()).put("saga_id", sagaId);
    }
    return reply;
  }

  private static Reply named(Reply reply, String conversation) {
    return conversation == null ? reply : reply.with(Reply.CORRELATION, headerSafe(conversation));
  }

  /** A correlation_id of a body may have any letters; a header line has ASCII only. */
  private static String headerSafe(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
        ? text
        : UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
