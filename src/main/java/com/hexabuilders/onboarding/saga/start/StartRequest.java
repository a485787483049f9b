package com.hexabuilders.onboarding.saga.start;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.state.StartSource;

/**
 * A validated wish to start a saga. All ids are made at the edge, so a repeated commit makes the
 * same saga.
 *
 * @param sagaId id the saga will have if it is new
 * @param partnerId the caller's or a made one
 * @param correlationId the caller's or a made one
 * @param contentHash hash of the canonical partner_data without nulls (64 hex digits)
 * @param partnerData validated partner_data without nulls
 * @param source where it came from
 * @param identity what makes a repetition recognisable: the REST Idempotency-Key, or the identity
 *     of the dropped message; null for a REST start without a key
 * @param traceParent the caller's traceparent as it came; replaced unless it is well-formed
 * @param startedBy name of the caller, who may follow the saga; null for a dropped start
 */
public record StartRequest(
    String sagaId,
    String partnerId,
    String correlationId,
    String contentHash,
    ObjectNode partnerData,
    StartSource source,
    String identity,
    String traceParent,
    String startedBy) {

  /** The partner id of a start that names none. */
  public static String madePartnerId(String sagaId) {
    return "partner-" + sagaId;
  }

  /** Whether no caller has chosen the partner id. */
  boolean hasMadePartnerId() {
    return partnerId.equals(madePartnerId(sagaId));
  }

  /** A start without a trace of its caller, that no caller follows. */
  public StartRequest(
      String sagaId,
      String partnerId,
      String correlationId,
      String contentHash,
      ObjectNode partnerData,
      StartSource source,
      String identity) {
    this(sagaId, partnerId, correlationId, contentHash, partnerData, source, identity, null, null);
  }

  /** The same start in its caller's trace. */
  public StartRequest tracedBy(String trace) {
    return with(trace, startedBy);
  }

  /** The same start as this caller's. */
  public StartRequest by(String caller) {
    return with(traceParent, caller);
  }

  private StartRequest with(String trace, String caller) {
    return new StartRequest(
        sagaId,
        partnerId,
        correlationId,
        contentHash,
        partnerData,
        source,
        identity,
        trace,
        caller);
  }
}
