package com.hexabuilders.onboarding.saga.start;

import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Instant;

/**
 * The saga that a start finds: its own, or the one of an equal earlier start, which may have been
 * removed since.
 *
 * @param contentHash see {@link ContentHash}
 * @param startedBy who may follow it; null for nobody
 */
record StartOwner(
    String id,
    String partnerId,
    String correlationId,
    String contentHash,
    Instant createdAt,
    String startedBy) {

  static StartOwner of(Saga saga) {
    return new StartOwner(
        saga.id(),
        saga.identity().partnerId(),
        saga.identity().correlationId(),
        saga.identity().contentHash(),
        saga.identity().createdAt(),
        saga.identity().startedBy());
  }

  StartResult.Accepted accepted(boolean replayed) {
    return new StartResult.Accepted(id, partnerId, correlationId, createdAt, replayed, startedBy);
  }
}
