package com.hexabuilders.onboarding.api.act;

import com.hexabuilders.onboarding.api.QueryParameters;
import com.hexabuilders.onboarding.api.Times;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.operator.AuditFilter;
import java.util.regex.Pattern;

/**
 * Which entries of the audit a caller asks for, as its request says it; a text that is null or
 * empty means any.
 *
 * @param from earliest time, included: a time with offset, or a day
 * @param to latest time, not included
 */
public record AuditQuery(
    String actor, String act, String target, String outcome, String from, String to) {

  private static final Pattern ACTOR = Pattern.compile("\\P{Cntrl}{1,100}");
  private static final Pattern TARGET = Pattern.compile("\\P{Cntrl}{1,200}");
  private static final String ACTS = "one of " + String.join(", ", AuditEntry.ALL);
  private static final String OUTCOMES = "one of " + String.join(", ", AuditEntry.OUTCOMES);

  /** The filter; faults are noted in {@code asked}. */
  public AuditFilter filter(QueryParameters asked) {
    return new AuditFilter(
        asked.keep(
            "actor", actor, "a caller's name of 1 to 100 characters", ACTOR.asMatchPredicate()),
        asked.keep("act", act, ACTS, AuditEntry.ALL::contains),
        asked.keep(
            "target",
            target,
            "1 to 200 characters, e.g. partner/acme-1",
            TARGET.asMatchPredicate()),
        asked.keep("outcome", outcome, OUTCOMES, AuditEntry.OUTCOMES::contains),
        asked.read("from", from, "an ISO-8601 time or day", Times::read),
        asked.read("to", to, "an ISO-8601 time or day", Times::read));
  }
}
