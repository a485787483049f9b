package com.hexabuilders.onboarding.api.why;

import com.hexabuilders.onboarding.api.saga.SagaRow;
import com.hexabuilders.onboarding.api.saga.SagaView;
import com.hexabuilders.onboarding.api.saga.StepRow;
import com.hexabuilders.onboarding.api.stats.QueueStates.QueueState;
import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that a diagnosis goes by, as it was at one moment.
 *
 * @param view the saga
 * @param at by the database's clock
 * @param health of each component
 * @param queue the inbox of the event that is open; null for a final saga
 * @param state of that queue; null if the broker does not tell it
 * @param reached announcement time of the newest event that the queue's readers have read, or null
 * @param letters ids of its open dead letters
 * @param participant whose turn it is; null for none
 * @param normal so long do 95 of 100 sagas need for the step, in ms; null if that is not known
 */
record Situation(
    SagaView view,
    Instant at,
    Map<String, Boolean> health,
    String queue,
    QueueState state,
    Instant reached,
    List<String> letters,
    Participation.State participant,
    Long normal) {

  private static final Duration LEAST = Duration.ofSeconds(3);
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);
  private static final int TIMES_NORMAL = 3;

  SagaRow saga() {
    return view.saga();
  }

  /** The step it stands at; null for none. */
  StepRow step() {
    return view.current();
  }

  boolean isUndone() {
    return saga().status().equals(SagaStatus.COMPENSATING);
  }

  /** Whether a component answered its last probe; one without a probe does. */
  boolean isHealthy(String component) {
    return health.getOrDefault(component, true);
  }

  /** When the event that is open was sent last. */
  Instant sent() {
    Instant sent = saga().times().sent();
    return sent == null ? saga().times().updated() : sent;
  }

  /** When the saga began to wait for what it waits for now. */
  Instant since() {
    Instant updated = saga().times().updated();
    if (saga().isFinal()) {
      return saga().times().completed();
    }
    return step() == null || isUndone() || step().started() == null ? updated : step().started();
  }

  /** Whether it waits for longer than is usual, however often its event was sent again. */
  boolean isLate() {
    Duration usual = normal == null ? Duration.ZERO : Duration.ofMillis(normal);
    Duration limit = usual.multipliedBy(TIMES_NORMAL);
    return waited().compareTo(limit.compareTo(LEAST) > 0 ? limit : LEAST) > 0;
  }

  Duration waited() {
    return Duration.between(since(), at);
  }

  /** Whether the queue has no message, although one was sent long enough ago to be there. */
  boolean isLost() {
    boolean isEmpty = state != null && state.messages() == 0;
    return isEmpty && Duration.between(sent(), at).compareTo(UNDER_WAY) > 0;
  }

  /** Whether the readers have not come to the open event yet. */
  boolean isAhead() {
    return reached == null || reached.isBefore(sent());
  }
}
