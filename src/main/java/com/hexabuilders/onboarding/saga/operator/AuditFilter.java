package com.hexabuilders.onboarding.saga.operator;

import java.time.Instant;

/**
 * Which entries of the audit are meant; null means any.
 *
 * @param from earliest time, included
 * @param to latest time, not included
 */
public record AuditFilter(
    String actor, String act, String target, String outcome, Instant from, Instant to) {

  /** Every entry. */
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);
}
