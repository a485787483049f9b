package com.hexabuilders.onboarding.saga;

import java.time.Instant;

/** What became of a {@link StartRequest}. */
public sealed interface StartResult {

  /** A new saga was written, or the one of an equal earlier start was found. */
  record Accepted(
      String sagaId, String partnerId, String correlationId, Instant createdAt, boolean replayed)
      implements StartResult {}

  /** The partner_id has a running saga with other content. */
  record PartnerBusy(String sagaId) implements StartResult {}

  /** The identity (Idempotency-Key) was used before with other content. */
  record IdentityReused(String sagaId) implements StartResult {}
}
