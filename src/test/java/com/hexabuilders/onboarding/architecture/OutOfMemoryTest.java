package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full heap ends the process; else it would go on with threads missing. */
class OutOfMemoryTest {

  private static final String OPTION = "-XX:+ExitOnOutOfMemoryError";

  /** Fills the heap and swallows every error, as a thread that must not die does. */
  static final class Glutton {

    private Glutton() {}

    /** Runs until the Java virtual machine ends it. */
    public static void main(String[] arguments) {
      List<byte[]> eaten = new ArrayList<>();
      while (true) {
        try {
          eaten.add(new byte[16 * 1024 * 1024]);
        } catch (OutOfMemoryError swallowed) {
          eaten.subList(0, eaten.size() / 2).clear();
        }
      }
    }
  }

  @TempDir Path folder;

  @Test
  void the_options_of_the_image_end_a_process_that_swallows_the_error() throws Exception {
    String options = Dockerfile.read().javaOptions();
    assertThat(options).contains(OPTION);
    Path log = folder.resolve("output.log");
    try (ChildJvm process =
        ChildJvm.start(log, Map.of("JAVA_TOOL_OPTIONS", options), Glutton.class)) {
      assertThat(process.awaitExit()).isEqualTo(3);
    }
    assertThat(log).content().contains("Terminating due to java.lang.OutOfMemoryError");
  }

  @Test
  void every_start_in_the_documents_has_the_option() throws Exception {
    List<String> starts = new ArrayList<>();
    for (Path page : DocumentationTest.pages()) {
      Files.readAllLines(page).stream()
          .filter(
              line -> line.matches(" +java .*partner-onboarding\\.jar(?! (?:install|verify) ).*"))
          .forEach(line -> starts.add(page + ":" + line));
    }
    assertThat(starts).hasSizeGreaterThan(5).allMatch(line -> line.contains(OPTION));
    assertThat(starts).anyMatch(line -> line.startsWith("README.md"));
  }
}
