package com.hexabuilders.onboarding.saga.start;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.time.Instant;

/** What became of a {@link StartRequest}. */
public sealed interface StartResult {

  /**
   * A new saga was written, or the one of an equal earlier start was found.
   *
   * @param startedBy who may follow the saga; null for nobody
   */
  record Accepted(
      String sagaId,
      String partnerId,
      String correlationId,
      Instant createdAt,
      boolean replayed,
      String startedBy)
      implements StartResult {

    /** The same of a saga that nobody may follow. */
    public Accepted(
        String sagaId,
        String partnerId,
        String correlationId,
        Instant createdAt,
        boolean replayed) {
      this(sagaId, partnerId, correlationId, createdAt, replayed, null);
    }
  }

  /**
   * The partner_id has a running saga with other content.
   *
   * @param startedBy who may follow that saga; null for nobody
   */
  record PartnerBusy(String sagaId, String startedBy) implements StartResult {

    /** The same with a saga that nobody may follow. */
    public PartnerBusy(String sagaId) {
      this(sagaId, null);
    }
  }

  /** The identity (Idempotency-Key or dropped message) was used before with other content. */
  record IdentityReused(String sagaId) implements StartResult {}

  /** The partner_id is the id of a saga, kept or removed. */
  record PartnerIdTaken() implements StartResult {

    /** What the caller is told. */
    public static final FieldFault FAULT =
        new FieldFault(
            "partner_data.partner_id", "Is the id of a saga; choose another partner_id.");
  }
}
