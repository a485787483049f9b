package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a caller sees of a partner that follows only its own sagas: each section and each change
 * names the saga that made it. A change without a saga is an operator's and stays.
 */
final class OwnSections {

  private static final String SAGA = "saga_id";
  private static final String HISTORY = "history";

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
    sections.values().forEach(section -> keepChanges(section, mine));
  }

  private static void keepChanges(JsonNode section, Set<String> mine) {
    if (section.get(HISTORY) instanceof ArrayNode history) {
      for (Iterator<JsonNode> changes = history.elements(); changes.hasNext(); ) {
        JsonNode saga = changes.next().path(SAGA);
        if (saga.isTextual() && !mine.contains(saga.textValue())) {
          changes.remove();
        }
      }
    }
  }
}
