package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.step.StepFailures;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Answers Camel's error handlers: whether a single broken message is called again at once, and what
 * follows when not. The settings of its step decide; the step is the one whose queue it came from.
 */
@Component("retries")
class ImmediateRetries {

  /** Calls that broke so far; Camel's own counter is not the same in handlers as between calls. */
  private static final String BROKEN_CALLS = "OnboardingBrokenCalls";

  /** Property with the sentence of the failure whose immediate retries are used up. */
  static final String GAVE_UP = "OnboardingGaveUp";

  private final Definitions definitions;
  private final StepPatience patience;
  private final StepFailures failures;
  private final Announcer announcer;
  private final SagaMeters meters;

  ImmediateRetries(
      Definitions definitions,
      StepPatience patience,
      StepFailures failures,
      Announcer announcer,
      SagaMeters meters) {
    this.meters = meters;
    this.definitions = definitions;
    this.patience = patience;
    this.failures = failures;
    this.announcer = announcer;
  }

  /** Whether a step's forward call is made again right away; asked once after each broken call. */
  public boolean again(Exchange exchange) {
    return isAllowed(exchange, patience.step(step(exchange)).immediateRetries());
  }

  /** Whether a step's undo is called again right away; asked once after each broken call. */
  public boolean undoAgain(Exchange exchange) {
    return isAllowed(exchange, patience.undo(step(exchange)).immediateRetries());
  }

  /** A step's calls of this round are used up. */
  public Announcements stepBroke(Exchange exchange) {
    gaveUp(exchange);
    return failures.stepBroke(
        step(exchange), message(exchange), brokenCalls(exchange), broke(exchange));
  }

  /** An undo's calls of this round are used up. */
  public Announcements undoBroke(Exchange exchange) {
    gaveUp(exchange);
    return failures.undoBroke(
        step(exchange), message(exchange), brokenCalls(exchange), broke(exchange));
  }

  /** A dropped start broke what reads it. */
  public Announcements startBroke(Exchange exchange) {
    return failures.startBroke(message(exchange), broke(exchange));
  }

  /** The call for a message took so long that it was ended: an attempt is used up. */
  public void tookTooLong(Delivery delivery) {
    definitions
        .findStepReading(delivery.queue())
        .ifPresent(
            step -> {
              StepBroke broke = StepBroke.tookTooLong();
              if (definitions.readsUndo(delivery.queue())) {
                announcer.announce(failures.undoBroke(step, delivery, 1, broke));
              } else {
                announcer.announce(failures.stepBroke(step, delivery, 1, broke));
              }
            });
  }

  private boolean isAllowed(Exchange exchange, int retries) {
    int broken = brokenCalls(exchange) + 1;
    exchange.setProperty(BROKEN_CALLS, broken);
    boolean sameCause =
        exchange.getMessage().getHeader(JmsBatchConsumer.SAME_CAUSE_AGAIN, false, Boolean.class);
    boolean allowed = !sameCause && broken <= retries;
    if (allowed) {
      meters.retried(step(exchange), "immediate");
      CurrentSaga.callAgain();
    }
    return allowed;
  }

  private static void gaveUp(Exchange exchange) {
    exchange.setProperty(GAVE_UP, broke(exchange).getMessage());
  }

  private static int brokenCalls(Exchange exchange) {
    return exchange.getProperty(BROKEN_CALLS, 0, Integer.class);
  }

  private String step(Exchange exchange) {
    return definitions.findStepReading(message(exchange).queue()).orElseThrow();
  }

  private static Delivery message(Exchange exchange) {
    return (Delivery) exchange.getMessage().getBody(List.class).get(0);
  }

  private static StepBroke broke(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, StepBroke.class);
  }
}
