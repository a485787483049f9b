package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.AuditEntry;
import java.util.Locale;

/**
 * What a person asks of one step.
 *
 * @param saga a saga, or a partner: then its newest saga
 * @param step name of the step
 * @param reason one plain sentence, at most 500 characters; may be null for retry and approve
 * @param reference where a resolution by hand is written down, or who reviewed; may be null
 * @param by who asks
 */
public record StepAct(
    Verb verb, String saga, String step, String reason, String reference, AuditEntry.Actor by) {

  /** What can be asked. */
  public enum Verb {
    RETRY,
    SKIP,
    RESOLVE,
    APPROVE,
    REJECT;

    /** As in the address, the log and the audit. */
    public String act() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isReview() {
      return this == APPROVE || this == REJECT;
    }

    /** What the reference is. */
    public String referenceName() {
      return isReview() ? "reviewer" : "reference";
    }
  }
}
