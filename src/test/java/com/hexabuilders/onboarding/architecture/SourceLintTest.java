package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How sources are written, beyond what the formatter does. */
class SourceLintTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");
  private static final List<String> TEXTS =
      List.of("src", "docs", "activemq", ".ci", "README.md", "CONTRIBUTING.md", "pom.xml");

  /** Notes to oneself, and places and papers that a reader does not have. */
  private static final Pattern NOT_FOR_READERS =
      Pattern.compile(
          "\\bTO"
              + "DO\\b|\\bFIX"
              + "ME\\b|/wo"
              + "rk/|/ro"
              + "ot/|\\b(DE"
              + "SIGN|ST"
              + "YLE|"
              + "CON"
              + "TRACT|DO"
              + "MAIN|FA"
              + "CTS) (section )?\\d");

  private static final Pattern OWN_CLOCK =
      Pattern.compile("currentTimeMillis|[a-z]\\.now\\(\\)|Clock\\.system|new Date\\(\\)");

  @Test
  void main_files_are_short_and_say_what_they_are() throws IOException {
    List<JavaSource> sources = sources(MAIN);
    assertThat(sources).flatExtracting(JavaSource::faults).isEmpty();
    assertThat(JavaTrees.faults(sources)).isEmpty();
  }

  @Test
  void tests_are_short_never_sleep_and_are_never_switched_off() throws IOException {
    assertThat(sources(TEST)).flatExtracting(JavaSource::faults).isEmpty();
  }

  @Test
  void every_room_says_what_it_is() throws IOException {
    try (Stream<Path> rooms = Files.list(MAIN.resolve("com/hexabuilders/onboarding"))) {
      assertThat(rooms.filter(Files::isDirectory))
          .hasSizeGreaterThanOrEqualTo(8)
          .allSatisfy(room -> assertThat(room.resolve("package-info.java")).exists());
    }
  }

  @Test
  void no_text_speaks_of_what_its_reader_does_not_have() throws IOException {
    List<String> faults = new ArrayList<>();
    for (String root : TEXTS) {
      for (Path file : files(Path.of(root))) {
        NOT_FOR_READERS
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> faults.add(file + ": " + found.group()));
      }
    }
    assertThat(faults).isEmpty();
  }

  /**
   * Instances whose clocks differ must agree on what is due: all ask the database. Only
   * LockedStarts asks its machine: the client of the broker counts a time to live from that clock.
   */
  @Test
  void no_source_asks_this_machine_what_time_it_is() throws IOException {
    assertThat(sources(MAIN))
        .filteredOn(source -> !source.getName().endsWith("/LockedStarts.java"))
        .noneMatch(source -> OWN_CLOCK.matcher(source.getCharContent(true)).find());
  }

  /** The type of a saga is a value: names on the wire derive from it. */
  @Test
  void only_the_saga_type_itself_spells_its_name() throws IOException {
    Pattern name = Pattern.compile("\"[^\"\n]*partner[-_]onboarding[^\"\n]*\"");
    assertThat(sources(MAIN))
        .filteredOn(source -> !source.getName().endsWith("/SagaType.java"))
        .flatExtracting(
            source ->
                name.matcher(source.getCharContent(true))
                    .results()
                    .map(MatchResult::group)
                    .toList())
        .allMatch(found -> found.toString().contains("partner-onboarding.jar"));
  }

  /** What a database says repeats values of rows, and the log is never erased. */
  @Test
  void no_room_that_works_with_rows_logs_a_breakage_with_its_message() throws IOException {
    Pattern raw =
        Pattern.compile(
            "LOG\\.\\w+\\([^;]*(?:[,:?]\\s*e|[^.]\\be\\.(?:getMessage|toString)\\(\\))\\);");
    List<String> faults = new ArrayList<>();
    for (String room : List.of("saga", "intake", "telemetry", "api", "partners")) {
      for (Path file : files(MAIN.resolve("com/hexabuilders/onboarding").resolve(room))) {
        raw.matcher(Files.readString(file))
            .results()
            .forEach(hit -> faults.add(file + hit.group()));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void a_long_method_and_a_missing_javadoc_are_found() throws IOException {
    String method = "  void go() {\n" + "    int x;\n".repeat(26) + "  }\n";
    assertThat(JavaTrees.faults(List.of(new JavaSource("A.java", "class A {\n" + method + "}"))))
        .containsExactly("A has no javadoc.", "/A.java has a method go of 26 lines.");
    String allowed = "/** A. */\nclass A {\n" + method.replaceFirst("    int x;\n", "") + "}";
    assertThat(JavaTrees.faults(List.of(new JavaSource("A.java", allowed)))).isEmpty();
  }

  @Test
  void a_long_file_a_sleep_and_a_test_switched_off_are_found() {
    assertThat(new JavaSource("A.java", "//\n".repeat(200)).faults()).isEmpty();
    assertThat(new JavaSource("A.java", "//\n".repeat(201)).faults()).hasSize(1);
    assertThat(new JavaSource("A.java", "import a.B;\n".repeat(201)).faults()).hasSize(1);
    assertThat(new JavaSource("A.java", "Thread.sl" + "eep(1)").faults()).hasSize(1);
    assertThat(new JavaSource("A.java", "@Dis" + "abled").faults()).hasSize(1);
  }

  private static List<JavaSource> sources(Path root) throws IOException {
    List<JavaSource> sources = new ArrayList<>();
    for (Path file : files(root)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java") && !name.equals("JavaSource.java")) {
        sources.add(new JavaSource(name, Files.readString(file)));
      }
    }
    assertThat(sources).hasSizeGreaterThan(30);
    return sources;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
