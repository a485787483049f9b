package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void main_files_are_short_and_say_what_they_are() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path file : javaFiles(MAIN)) {
      faults.addAll(JavaSource.faults(name(file), Files.readString(file), true));
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void tests_are_short_never_sleep_and_are_never_switched_off() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path file : javaFiles(TEST)) {
      if (!file.startsWith(TEST.resolve("com/hexabuilders/onboarding/architecture"))) {
        faults.addAll(JavaSource.faults(name(file), Files.readString(file), false));
      }
    }
    assertThat(faults).isEmpty();
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

  @Test
  void a_long_method_and_a_missing_javadoc_are_found() throws IOException {
    String method = "  void go() {\n" + "    int x;\n".repeat(26) + "  }\n";
    assertThat(JavaSource.faults("A.java", "class A {\n" + method + "}\n", true))
        .containsExactly("A.java has no javadoc on A.", "A.java has a method go of 26 lines.");
    String short25 = method.replaceFirst("    int x;\n", "");
    assertThat(JavaSource.faults("A.java", "/** A. */\nclass A {\n" + short25 + "}\n", true))
        .isEmpty();
  }

  @Test
  void a_long_file_a_sleep_and_a_test_switched_off_are_found() throws IOException {
    assertThat(JavaSource.faults("A.java", "//\n".repeat(201), false)).hasSize(1);
    assertThat(JavaSource.faults("A.java", "Thread.sl" + "eep(1)", false)).hasSize(1);
    assertThat(JavaSource.faults("A.java", "@Dis" + "abled", false)).hasSize(1);
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    List<Path> java = files(root).stream().filter(file -> name(file).endsWith(".java")).toList();
    assertThat(java).hasSizeGreaterThan(30);
    return java;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
