package com.hexabuilders.onboarding.management;

import java.util.Locale;
import java.util.function.Function;
import org.jolokia.json.JSONObject;

/**
 * The answers to an array of requests, as one JSON array of bounded size. Each answer becomes text
 * at once, so that the objects of one answer at most are in memory. A request after the last that
 * fits is not carried out.
 */
final class JolokiaAnswers {

  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private final StringBuilder json = new StringBuilder("[");
  private boolean hasList;

  /** Adds the answer to one request, or why it has none. */
  void add(JSONObject request, Function<JSONObject, JSONObject> agent) {
    if (json.length() > 1) {
      json.append(',');
    }
    boolean isList =
        request.get("type") instanceof String type && type.toLowerCase(Locale.ROOT).equals("list");
    if (isList && hasList) {
      append(JolokiaAgent.failure(400, "An array may ask for one list; send the others alone."));
    } else if (json.length() > MOST_CHARACTERS) {
      append(JolokiaAgent.failure(413, "The answers before are too long; ask in a new request."));
    } else {
      hasList |= isList;
      append(agent.apply(request));
    }
  }

  private void append(JSONObject answer) {
    json.append(answer.toJSONString());
  }

  /** The whole array. */
  String toJson() {
    return json.append(']').toString();
  }
}
