package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.QueryParameters;
import com.hexabuilders.onboarding.api.Times;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.util.regex.Pattern;

/**
 * Which sagas a caller asks for, as its request says it; a text that is null or empty means any.
 *
 * @param q beginning of a partner_id, saga_id or correlation_id
 * @param from earliest creation, included: a time with offset, or a day
 * @param to latest creation, not included
 */
public record SagaQuery(String status, String step, String q, String from, String to) {

  private static final Pattern PREFIX = Pattern.compile("\\P{Cntrl}{1,128}");

  /** The filter; faults are noted in {@code asked}. A CLIENT is shown only what it started. */
  public SagaFilter filter(
      QueryParameters asked,
      StoredDefinitions definitions,
      Caller caller,
      String cursor,
      String limit) {
    return new SagaFilter(
        asked.keep("status", status, "a saga status", name -> isStatus(definitions, name)),
        asked.keep("step", step, "a step that is declared", name -> isStep(definitions, name)),
        asked.keep("q", q, "1 to 128 characters", PREFIX.asMatchPredicate()),
        null,
        caller.onlyStartedBy(),
        asked.read("from", from, "an ISO-8601 time or day", Times::read),
        asked.read("to", to, "an ISO-8601 time or day", Times::read),
        asked.read("cursor", cursor, "the next_cursor of a page", Cursor::of),
        asked.limit(limit));
  }

  private static boolean isStatus(StoredDefinitions definitions, String name) {
    return definitions.any(definition -> SagaStatus.isOf(definition, name));
  }

  private static boolean isStep(StoredDefinitions definitions, String name) {
    return definitions.any(definition -> definition.step(name).isPresent());
  }
}
