package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static com.hexabuilders.onboarding.proof.stories.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of {@code docs/add-a-step.md}, built and put into the jar as the page says. */
class StepExampleIT {

  private static final Path PAGE = Path.of("docs/add-a-step.md");
  private static final Path README = Path.of("README.md");
  private static final Pattern FILE =
      Pattern.compile("(?m)^`(src/main/\\S+)`:\n\n((?: {4}.*\n|\n)+)");
  private static final Pattern ANSWER = Pattern.compile("(?m)^ {4}(\\{\"status\".*})$");
  private static final String RESOURCES = "src/main/resources/";

  @TempDir Path folder;

  @Test
  void the_step_of_the_page_is_done_and_undone() throws Exception {
    Map<String, String> files = files();
    Path classes = compiled(files);
    Path jar = Files.copy(PackagedApp.jar(), folder.resolve("with-letters.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      copy(classes, inside.getPath("BOOT-INF/classes"));
    }
    try (PackagedApp app = PackagedApp.launch(jar)) {
      app.awaitReady();
      app.start(order("lettered").toString());
      JsonNode status = app.awaitFinal("lettered", SOON);
      JsonNode shown = answer();
      assertThat(status.get("status")).isEqualTo(shown.get("status"));
      assertThat(status.get("completed_steps")).isEqualTo(shown.get("completed_steps"));
      assertThat(app.get("/sagas?status=WELCOMED").status()).isEqualTo(200);
      app.post("/sagas/lettered/compensate", "{}");
      app.awaitFinal("lettered", SOON);
      assertThat(Told.log(app, "lettered").toString())
          .contains("\"undone\":true,\"reason\":\"The letter is void.\"");
    }
  }

  @Test
  void the_readme_shows_the_same_route() throws Exception {
    String route =
        files().entrySet().stream()
            .filter(file -> file.getKey().startsWith(RESOURCES))
            .findFirst()
            .orElseThrow()
            .getValue();
    String forward = route.substring(0, route.indexOf("\n\n")).strip();
    assertThat(Files.readString(README).replaceAll("(?m)^ {4}", "")).contains(forward);
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (MatchResult file : FILE.matcher(Files.readString(PAGE)).results().toList()) {
      files.put(file.group(1), file.group(2).replaceAll("(?m)^ {4}", ""));
    }
    assertThat(files).hasSize(3);
    return files;
  }

  /** What the page says that a new onboarding says. */
  private static JsonNode answer() throws IOException {
    return Orders.json(
        ANSWER.matcher(Files.readString(PAGE)).results().findFirst().orElseThrow().group(1));
  }

  /** A folder with the classes and resources of these files. */
  private Path compiled(Map<String, String> files) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> words =
        new ArrayList<>(
            List.of("-d", classes + "", "-cp", System.getProperty("java.class.path"), "-Werror"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      boolean resource = file.getKey().startsWith(RESOURCES);
      Path place =
          resource
              ? classes.resolve(file.getKey().substring(RESOURCES.length()))
              : folder.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue());
      if (!resource) {
        words.add(place.toString());
      }
    }
    PrintStream out = System.out;
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, out, out, words.toArray(String[]::new));
    assertThat(failed).isZero();
    return classes;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path place = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(place);
        } else {
          Files.copy(path, place);
        }
      }
    }
  }
}
