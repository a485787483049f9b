package com.hexabuilders.onboarding.routing.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.PackagedVerb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The installed application starts with what its JVM kept of a rehearsal. */
class InstalledIT {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource
  void starts_from_the_archive_and_onboards(Path java) throws IOException {
    Path app = folder.resolve("app");
    Ended installed = PackagedVerb.runWith(java.toString(), Map.of(), "install", app.toString());
    assertThat(installed.output()).contains("Start it with " + app.resolve("start"));
    assertThat(installed.exitCode()).isZero();
    try (Stream<Path> files = Files.list(app)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceAll("jsa|aot", "x")))
          .containsExactlyInAnyOrder(
              "classes.x", "lib", "start", "partner-onboarding.jar", "unpack.log");
    }

    Path classes = folder.resolve("classes.log");
    Map<String, String> log = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
    try (PackagedApp started = PackagedApp.launchInstalled(app.resolve("start"), log)) {
      started.awaitReady();
      started.start(Files.readString(Path.of("docs/examples/order.json")));
      assertThat(started.awaitFinal("acme", Duration.ofSeconds(30)).get("status").asText())
          .isEqualTo("COMPLETED");
    }
    try (Stream<String> lines = Files.lines(classes)) {
      List<String> ours =
          lines.filter(line -> line.contains(" com.hexabuilders.onboarding.")).toList();
      assertThat(ours).hasSizeGreaterThan(300);
      assertThat(ours.stream().filter(line -> line.contains("shared objects file")).count())
          .isGreaterThan(ours.size() * 9L / 10);
    }

    Ended again = PackagedVerb.run(Map.of(), "install", app.toString());
    assertThat(again.output()).hasLineCount(1).contains("is not empty: name a new one");
    assertThat(again.exitCode()).isEqualTo(1);
  }

  /** This machine's Java, and one from which on the JVM keeps more than classes. */
  static Stream<Path> starts_from_the_archive_and_onboards() throws IOException {
    Path mine = Path.of(System.getProperty("java.home"), "bin", "java");
    Path others = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(others)) {
      return Stream.of(mine);
    }
    try (Stream<Path> found = Files.list(others)) {
      List<Path> newer =
          found
              .filter(jdk -> jdk.getFileName().toString().contains("25"))
              .map(jdk -> jdk.resolve("bin/java"))
              .filter(Files::isExecutable)
              .limit(1)
              .toList();
      return Stream.concat(Stream.of(mine), newer.stream());
    }
  }
}
