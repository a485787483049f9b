package com.hexabuilders.onboarding.routing.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An event as one line of text. Characters that would move a terminal's cursor or colour it are
 * left out: reasons in events come from outside.
 */
final class EventLine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_FACTS = 6;
  private static final int LONGEST_FACT = 80;

  private EventLine() {}

  /** Time, partner, type and up to six facts: {@code contract_id=c-1 contract_type=PREMIUM}. */
  static String of(String event) {
    try {
      JsonNode json = JSON.readTree(event);
      return printable(
              String.format(
                  Locale.ROOT,
                  "%-24s  %-24s  %-32s  %s",
                  json.path("time").asText("-"),
                  json.path("subject").asText("-"),
                  json.path("type").asText("-"),
                  String.join(" ", facts(json.path("data")))))
          .stripTrailing();
    } catch (JsonProcessingException notJson) {
      return "not an event: " + raw(event);
    }
  }

  /** The event as it came, on one line. */
  static String raw(String event) {
    return printable(event);
  }

  private static List<String> facts(JsonNode data) {
    List<String> facts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : data.properties()) {
      boolean known = field.getKey().equals("partner_id");
      if (field.getValue().isValueNode() && !known && facts.size() < MOST_FACTS) {
        facts.add(field.getKey() + "=" + shown(field.getValue().asText()));
      }
    }
    return facts;
  }

  private static String shown(String value) {
    String text = value.length() > LONGEST_FACT ? value.substring(0, LONGEST_FACT) + "..." : value;
    return text.contains(" ") ? '"' + text + '"' : text;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}|[\u0080-\u009f\u202a-\u202e\u2066-\u2069]", " ");
  }
}
