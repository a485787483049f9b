package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboards: everything on them says what it shows, in which unit, and has its own place. */
class DashboardsTest {

  @Test
  void every_panel_has_title_description_unit_and_a_place_of_its_own() throws IOException {
    Set<String> uids = new HashSet<>();
    for (JsonNode board : boards()) {
      String title = board.path("title").asText();
      assertThat(uids.add(board.path("uid").asText())).as("uid of %s", title).isTrue();
      assertThat(title).startsWith("Onboarding: ");
      assertThat(board.path("description").asText()).as(title).endsWith(".");
      Set<String> places = new HashSet<>();
      for (JsonNode panel : board.path("panels")) {
        String name = title + ", " + panel.path("title").asText();
        assertThat(panel.path("title").asText()).as(name).isNotBlank();
        assertThat(panel.path("description").asText()).as(name).endsWith(".");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(name).isNotBlank();
        assertThat(panel.path("targets")).as(name).isNotEmpty();
        assertThat(panel.findValuesAsText("legendFormat")).as(name).doesNotContain("");
        assertThat(places.add(panel.path("id").asText())).as("id of %s", name).isTrue();
        assertThat(places.add(panel.path("gridPos").toString())).as("place of %s", name).isTrue();
      }
    }
  }

  private static List<JsonNode> boards() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("monitoring/grafana"))) {
      List<Path> boards = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(boards).hasSize(5);
      ObjectMapper json = new ObjectMapper();
      return boards.stream().map(file -> read(json, file)).toList();
    }
  }

  private static JsonNode read(ObjectMapper json, Path file) {
    try {
      return json.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
