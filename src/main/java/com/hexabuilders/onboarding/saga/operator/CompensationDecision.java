package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides whether a person can have a saga compensated, and begins that. Changes the working copy
 * alone: a request saves it, a forecast does not.
 */
@Component
public final class CompensationDecision {

  private final Definitions definitions;
  private final BackwardMoves backward;

  CompensationDecision(Definitions definitions, BackwardMoves backward) {
    this.definitions = definitions;
    this.backward = backward;
  }

  /**
   * Returns the answer to a request that changes nothing: the saga is compensating already, or it
   * cannot be compensated. Empty: the request begins the compensation.
   */
  public Optional<CompensationReply> unmoved(Saga saga) {
    if (saga.isCompensating()) {
      return Optional.of(
          new CompensationReply.Accepted(
              saga.id(), saga.identity().partnerId(), saga.compensation().reason()));
    }
    if (saga.hasTurnedBack()) {
      return Optional.of(new CompensationReply.AlreadyFinal(saga.id(), saga.status()));
    }
    // a reopened saga would wait for ever, and stop the partner's next start
    return saga.isFinal() ? unread(saga) : Optional.empty();
  }

  private Optional<CompensationReply> unread(Saga saga) {
    return saga.definition().steps().stream()
        .filter(step -> definitions.findStepReading(step.undoInbox()).isEmpty())
        .findFirst()
        .map(step -> new CompensationReply.NotUndoable(saga.id(), nobodyUndoes(step)));
  }

  private static String nobodyUndoes(StepDefinition step) {
    return String.format(
        Locale.ROOT,
        "No route file undoes the step '%s' any more; put its file back first.",
        step.name());
  }

  /** Turns a saga back that {@link #unmoved} lets go. */
  public void begin(Saga saga, String reason, String actor, Instant now) {
    backward.requestedByOperator(saga, reason, actor, now);
  }
}
