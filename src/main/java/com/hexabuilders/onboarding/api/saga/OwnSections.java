package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a caller sees of a partner that follows only its own sagas: each section and each change
 * names the saga that made it. A change without a saga is an operator's and stays, if it came after
 * the caller's first one.
 */
final class OwnSections {

  private static final String SAGA = "saga_id";
  private static final String HISTORY = "history";
  private static final String CREATED = "created_at";

  private final Map<String, JsonNode> sections;

  /**
   * @param sections by name; what is not the caller's is taken out of it
   */
  OwnSections(Map<String, JsonNode> sections) {
    this.sections = sections;
  }

  /**
   * Keeps what own sagas have made; nothing, if the partner itself is as another's has made it.
   *
   * @param own those of these sagas that are the caller's
   */
  void keep(Function<Collection<String>, Set<String>> own) {
    Set<String> named = new HashSet<>();
    sections.values().forEach(section -> named.addAll(section.findValuesAsText(SAGA)));
    Set<String> mine = own.apply(named);
    sections.values().removeIf(section -> !mine.contains(section.path(SAGA).asText()));
    if (!sections.containsKey(PartnerApi.OWN_SECTION)) {
      sections.clear();
    }
    sections.values().forEach(section -> keepChanges((ObjectNode) section, mine));
  }

  /**
   * Hides others' changes, and all before the caller's first one. What stood before a change that
   * stays is hidden with the change that made it.
   */
  private static void keepChanges(ObjectNode section, Set<String> mine) {
    if (section.get(HISTORY) instanceof ArrayNode history) {
      List<JsonNode> kept = new ArrayList<>();
      int next = 0; // after the last one that was kept
      for (int i = 0; i < history.size(); i++) {
        ObjectNode change = (ObjectNode) history.get(i);
        if (!isKept(change.path(SAGA), mine, !kept.isEmpty())) {
          continue;
        }
        if (i > next) {
          change.putNull("from");
        }
        if (i > next && kept.isEmpty() && section.has(CREATED)) {
          section.set(CREATED, change.get("at"));
        }
        kept.add(change);
        next = i + 1;
      }
      history.removeAll().addAll(kept);
    }
  }

  /** A caller's own change, or an operator's after the caller's first one. */
  private static boolean isKept(JsonNode saga, Set<String> mine, boolean hasBegun) {
    return mine.contains(saga.asText()) || hasBegun && !saga.isTextual();
  }
}
