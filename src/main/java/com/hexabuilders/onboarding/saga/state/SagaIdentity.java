package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.StableIds;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import java.time.Instant;

/**
 * What of a saga never changes.
 *
 * @param id of the saga
 * @param definition by which it runs to its end
 * @param partnerId of whom it onboards
 * @param correlationId of the request that began it
 * @param trace of which all its events are part
 * @param contentHash of the start's content
 * @param source how the start came
 * @param startedBy who sent the start; null if nobody said so
 * @param createdAt when it began
 */
public record SagaIdentity(
    String id,
    SagaDefinition definition,
    String partnerId,
    String correlationId,
    TraceParent trace,
    String contentHash,
    String source,
    String startedBy,
    Instant createdAt) {

  /** Id of a log entry's event: stable, so that a repeated transaction makes the same again. */
  public String eventId(int seq) {
    return StableIds.ofEvent(id, seq);
  }
}
