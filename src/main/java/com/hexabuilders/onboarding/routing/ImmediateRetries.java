package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Announcements;
import com.hexabuilders.onboarding.saga.Announcer;
import com.hexabuilders.onboarding.saga.Definitions;
import com.hexabuilders.onboarding.saga.Delivery;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.StepFailures;
import com.hexabuilders.onboarding.saga.StepPatience;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/**
 * Answers Camel's error handlers: whether a single broken message is called again at once, and what
 * follows when not. The settings of its step decide; the step is the one whose queue it came from.
 */
@Component("retries")
class ImmediateRetries {

  private final Definitions definitions;
  private final StepPatience patience;
  private final StepFailures failures;
  private final Announcer announcer;

  ImmediateRetries(
      Definitions definitions, StepPatience patience, StepFailures failures, Announcer announcer) {
    this.definitions = definitions;
    this.patience = patience;
    this.failures = failures;
    this.announcer = announcer;
  }

  /** Whether a step's forward call is made again right away. */
  public boolean again(
      @Body List<Delivery> deliveries,
      @Header(Exchange.REDELIVERY_COUNTER) Integer done,
      @Header(JmsBatchConsumer.SAME_CAUSE_AGAIN) Boolean sameCause) {
    return isAllowed(done, sameCause, patience.step(step(deliveries)).immediateRetries());
  }

  /** Whether a step's undo is called again right away. */
  public boolean undoAgain(
      @Body List<Delivery> deliveries,
      @Header(Exchange.REDELIVERY_COUNTER) Integer done,
      @Header(JmsBatchConsumer.SAME_CAUSE_AGAIN) Boolean sameCause) {
    return isAllowed(done, sameCause, patience.undo(step(deliveries)).immediateRetries());
  }

  /** A step's calls of this round are used up. */
  public Announcements stepBroke(
      @Body List<Delivery> deliveries,
      @Header(Exchange.REDELIVERY_COUNTER) Integer done,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) StepBroke broke) {
    return failures.stepBroke(step(deliveries), deliveries.get(0), 1 + count(done), broke);
  }

  /** An undo's calls of this round are used up. */
  public Announcements undoBroke(
      @Body List<Delivery> deliveries,
      @Header(Exchange.REDELIVERY_COUNTER) Integer done,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) StepBroke broke) {
    return failures.undoBroke(step(deliveries), deliveries.get(0), 1 + count(done), broke);
  }

  /** A dropped start broke what reads it. */
  public Announcements startBroke(
      @Body List<Delivery> deliveries,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) StepBroke broke) {
    return failures.startBroke(deliveries.get(0), broke);
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

  private String step(List<Delivery> deliveries) {
    return definitions.findStepReading(deliveries.get(0).queue()).orElseThrow();
  }

  private static boolean isAllowed(Integer done, Boolean sameCause, int allowed) {
    return !Boolean.TRUE.equals(sameCause) && count(done) < allowed;
  }

  private static int count(Integer done) {
    return done == null ? 0 : done;
  }
}
