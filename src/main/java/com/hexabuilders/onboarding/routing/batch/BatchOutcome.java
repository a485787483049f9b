package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * What became of an exchange.
 *
 * @param failure what no handler dealt with, else null
 * @param handledFailure the sentence of what a handler dealt with, else null
 * @param heldBack messages that were not handled, because other transactions have locked their rows
 */
record BatchOutcome(Exception failure, String handledFailure, List<Delivery> heldBack) {

  @SuppressWarnings("unchecked")
  static BatchOutcome of(Exchange exchange) {
    List<Delivery> heldBack = exchange.getProperty(AnnouncementProducer.HELD_BACK, List.class);
    return new BatchOutcome(
        exchange.getException(),
        exchange.getProperty(ImmediateRetries.GAVE_UP, String.class),
        heldBack == null ? List.of() : heldBack);
  }

  static BatchOutcome broken(Exception failure) {
    return new BatchOutcome(failure, null, List.of());
  }

  boolean isFine() {
    return failure == null;
  }

  /** Whether the whole batch waited in vain for a row that one of its messages needs. */
  boolean isLockedOut() {
    return failure != null && LockedOut.isCauseOf(failure);
  }
}
