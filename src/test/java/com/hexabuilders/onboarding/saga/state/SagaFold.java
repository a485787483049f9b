package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import java.util.List;

/**
 * What a saga's row must be, told by its log alone (event sourcing's left fold). The row is a cache
 * of it; whoever doubts a row compares.
 *
 * @param status the saga's status
 * @param logSeq number of the newest entry
 * @param failedStep step that failed by itself, else null
 * @param failureKind REFUSED, EXHAUSTED or TIMEOUT, else null
 * @param failureReason the failure's sentence, else null
 * @param compensationBy who requested compensation, else null
 */
record SagaFold(
    String status,
    int logSeq,
    String failedStep,
    String failureKind,
    String failureReason,
    String compensationBy) {

  private static final SagaFold NOTHING = new SagaFold(null, 0, null, null, null, null);

  /** Folds a whole log, in order. */
  static SagaFold of(SagaDefinition definition, List<LogEntry> log) {
    SagaFold state = NOTHING;
    boolean hadEffect = false;
    for (LogEntry entry : log) {
      ObjectNode data = (ObjectNode) EventJson.stored(entry.body()).get("data");
      hadEffect |= isProgressOfStep(definition, entry) || data.path("undone").asBoolean();
      state = state.then(definition, entry, data, hadEffect);
    }
    return state;
  }

  /** What the row says, in the same terms. */
  static SagaFold of(Saga saga) {
    return new SagaFold(
        saga.status(),
        saga.log().lastSeq(),
        saga.failure().step(),
        ColumnValues.name(saga.failure().kind()),
        saga.failure().reason(),
        saga.compensation().requestedBy());
  }

  private SagaFold then(
      SagaDefinition definition, LogEntry entry, ObjectNode data, boolean hadEffect) {
    String type = entry.type();
    if (type.equals(definition.start().announces())) {
      return at(SagaStatus.INITIATED, entry);
    }
    if (type.equals(definition.completion().announces())) {
      return at(SagaStatus.COMPLETED, entry);
    }
    if (type.equals(definition.completion().announcesFailure())) {
      return failed(entry, data);
    }
    if (type.equals(EventTypes.COMPENSATION_REQUESTED) && compensationBy == null) {
      return new SagaFold(
          SagaStatus.COMPENSATING, entry.seq(), null, null, null, FailureKind.OPERATOR);
    }
    if (type.equals(EventTypes.COMPENSATION_COMPLETED)
        && definition.steps().get(0).name().equals(entry.step())) {
      boolean failed = failedStep != null && !hadEffect;
      return at(failed ? SagaStatus.FAILED : SagaStatus.COMPENSATED, entry);
    }
    return definition.steps().stream()
        .filter(step -> step.announces().equals(type))
        .findFirst()
        .map(step -> at(step.reaches(), entry))
        .orElseGet(() -> at(status, entry));
  }

  private static SagaFold failed(LogEntry entry, ObjectNode data) {
    FailureKind kind = FailureKind.valueOf(data.get("kind").asText());
    return new SagaFold(
        SagaStatus.COMPENSATING,
        entry.seq(),
        data.get("failed_step").asText(),
        kind.name(),
        data.get("reason").asText(),
        kind.requestedBy());
  }

  private SagaFold at(String newStatus, LogEntry entry) {
    return new SagaFold(
        newStatus, entry.seq(), failedStep, failureKind, failureReason, compensationBy);
  }

  private static boolean isProgressOfStep(SagaDefinition definition, LogEntry entry) {
    return definition.steps().stream().anyMatch(step -> step.announces().equals(entry.type()));
  }
}
