package com.hexabuilders.onboarding.saga.state;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place in a trace (W3C Trace Context). No part of it is kept in memory. A saga's trace id comes
 * from the caller or from the saga id. Each span id comes from the id of its event. So retries,
 * re-sends, restarts and other instances make the same ids.
 *
 * @param traceId 32 hex digits, not all zero
 * @param spanId 16 hex digits, not all zero
 * @param sampled whether spans of this trace are to be kept
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

  private static final Pattern W3C =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final int LENGTH = 55;

  /** Reads a text from outside; empty unless it is a well-formed traceparent. */
  public static Optional<TraceParent> parse(String text) {
    Matcher found = text == null || text.length() < LENGTH ? null : W3C.matcher(text);
    if (found == null || !found.matches() || (text.startsWith("00") && text.length() > LENGTH)) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(found.group(3), 16) & 1) == 1;
    return Optional.of(new TraceParent(found.group(1), found.group(2), sampled));
  }

  /** Makes the trace of a saga whose caller gave none. */
  public static TraceParent ofSaga(String sagaId) {
    return new TraceParent(sagaId.replace("-", ""), spanOf(sagaId), true);
  }

  /** The span of an event, or of anything else with an id of the same form; throws nothing. */
  public static String spanOf(String eventId) {
    return eventId.substring(0, 8) + eventId.substring(9, 13) + eventId.substring(14, 18);
  }

  /** The same trace at an event's span. */
  TraceParent at(String eventId) {
    return new TraceParent(traceId, spanOf(eventId), sampled);
  }

  /** As it goes over the wire, 55 characters. */
  String text() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
