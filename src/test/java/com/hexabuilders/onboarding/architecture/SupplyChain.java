package com.hexabuilders.onboarding.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A bill of materials beside the list of advisories, and what is wrong with the two. */
final class SupplyChain {

  private static final List<String> TOLD =
      List.of("id", "source", "component", "version", "affected", "meaning", "mitigation");

  private final JsonNode rules;
  private final Map<String, JsonNode> components = new TreeMap<>();

  /**
   * Takes both as JSON.
   *
   * @param bill in the CycloneDX format
   * @param rules the content of {@code docs/advisories.json}
   */
  SupplyChain(JsonNode bill, JsonNode rules) {
    this.rules = rules;
    bill.path("components")
        .forEach(part -> components.put(part.path("purl").asText().replaceFirst("@.*", ""), part));
  }

  /** File names of the components' jars. */
  Set<String> jars() {
    Set<String> jars = new HashSet<>();
    components
        .values()
        .forEach(part -> jars.add(part.path("name").asText() + "-" + version(part) + ".jar"));
    return jars;
  }

  /** Components of which nobody could say what they are or whether they may be used. */
  List<String> anonymous() {
    Set<String> excepted = new HashSet<>();
    rules.path("without_licence").forEach(purl -> excepted.add(purl.asText()));
    List<String> faults = new ArrayList<>();
    components.forEach(
        (purl, part) -> {
          if (version(part).isBlank()) {
            faults.add(purl + " has no version.");
          }
          if (part.path("licenses").isEmpty() && !excepted.remove(purl)) {
            faults.add(purl + " has no licence.");
          }
        });
    excepted.forEach(purl -> faults.add(purl + " is excepted for nothing."));
    return faults;
  }

  /** Components that the list bans: each entry is the beginning of a name. */
  List<String> banned() {
    List<String> faults = new ArrayList<>();
    for (JsonNode ban : rules.path("banned")) {
      components.keySet().stream()
          .filter(purl -> purl.startsWith(ban.asText()))
          .forEach(purl -> faults.add(purl + " is banned."));
    }
    return faults;
  }

  /**
   * Advisories that are not about what is shipped, say too little or have no guard.
   *
   * @param tests all tests there are, {@code Class.method}
   */
  List<String> unguarded(Set<String> tests) {
    List<String> faults = new ArrayList<>();
    for (JsonNode advisory : rules.path("advisories")) {
      String id = advisory.path("id").asText();
      TOLD.stream()
          .filter(field -> advisory.path(field).asText().isBlank())
          .forEach(field -> faults.add(id + " does not say its " + field + "."));
      JsonNode part = components.get(advisory.path("component").asText());
      if (part == null) {
        faults.add(id + " is about a component that is not shipped: remove it.");
      } else if (!version(part).equals(advisory.path("version").asText())) {
        faults.add(id + " has to be looked at again: version " + version(part) + " is shipped.");
      }
      if (advisory.path("tests").isEmpty()) {
        faults.add(id + " names no test.");
      }
      for (JsonNode test : advisory.path("tests")) {
        if (!tests.contains(test.asText())) {
          faults.add(id + " names a test that is not there: " + test.asText());
        }
      }
    }
    return faults;
  }

  /**
   * Published holes of what is shipped that nobody has judged, and entries that say too little.
   *
   * @param dataset the content of {@code docs/advisories-dataset.json}
   */
  List<String> unjudged(JsonNode dataset) {
    Set<String> judged = new HashSet<>();
    rules.path("advisories").forEach(entry -> judged.add(entry.path("id").asText()));
    List<String> faults = new ArrayList<>();
    LocalDate.parse(dataset.path("taken").asText()); // when it was looked for the last time
    for (JsonNode hole : dataset.path("advisories")) {
      AffectedVersions affected = AffectedVersions.of(hole);
      String id = hole.path("id").asText();
      faults.addAll(affected.faults());
      JsonNode part = components.get(hole.path("component").asText());
      if (part != null && affected.covers(version(part)) && !judged.remove(id)) {
        faults.add(
            id + " affects the shipped version " + version(part) + ": raise it, or say why not.");
      }
    }
    judged.removeIf(id -> !id.startsWith("CVE-"));
    judged.forEach(id -> faults.add(id + " affects nothing that is shipped: remove it."));
    return faults;
  }

  private static String version(JsonNode part) {
    return part.path("version").asText();
  }
}
