package com.hexabuilders.onboarding.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.stream.Stream;

/** The range of versions that an entry of the data set of advisories speaks of. */
record AffectedVersions(JsonNode hole) {

  static AffectedVersions of(JsonNode hole) {
    return new AffectedVersions(hole);
  }

  /** What the entry does not say. */
  List<String> faults() {
    Stream<String> missing =
        Stream.of("id", "component", "source").filter(field -> hole.path(field).asText().isBlank());
    Stream<String> end =
        hole.has("fixed") || hole.has("last_affected") ? Stream.of() : Stream.of("last version");
    return Stream.concat(missing, end)
        .map(field -> hole.path("id").asText() + " does not say its " + field + ".")
        .toList();
  }

  /** Whether this version is affected; an entry without an end affects all. */
  boolean covers(String version) {
    Version shipped = Version.parse(version);
    boolean begun = !hole.has("introduced") || shipped.compareTo(of("introduced")) >= 0;
    boolean mended = hole.has("fixed") && shipped.compareTo(of("fixed")) >= 0;
    boolean behind = hole.has("last_affected") && shipped.compareTo(of("last_affected")) > 0;
    return begun && !mended && !behind;
  }

  private Version of(String field) {
    return Version.parse(hole.path(field).asText());
  }
}
