package com.hexabuilders.onboarding.routing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.PackagedVerb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed application starts with what its JVM kept of a rehearsal. */
class InstalledIT {

  @TempDir Path folder;

  @Test
  void starts_from_the_archive_and_onboards() throws IOException {
    startsFromTheArchive(PackagedApp.launcher());
  }

  /** From Java 25 on the JVM keeps more than classes. Without one, this is the same once more. */
  @Test
  void starts_from_what_the_newest_java_of_this_machine_keeps() throws IOException {
    Optional<Path> newest = java25();
    Path app = folder.resolve("app");
    Path launcher = newest.isEmpty() ? PackagedApp.launcher() : app.resolve("start");
    if (newest.isPresent()) {
      Ended installed = PackagedVerb.install(newest.get().toString(), app);
      assertThat(installed.output()).contains("Start it with " + launcher);
      assertThat(installed.exitCode()).isZero();
    }
    startsFromTheArchive(launcher);
  }

  @Test
  void a_folder_with_something_in_it_is_left_alone() {
    Path taken = PackagedApp.launcher().getParent();
    Ended again = PackagedVerb.run(Map.of(), "install", taken.toString());
    assertThat(again.output()).hasLineCount(1).contains("is not empty: name a new one");
    assertThat(again.exitCode()).isEqualTo(1);
  }

  @Test
  void a_signal_that_ends_the_installation_ends_its_rehearsal() throws Exception {
    Path app = folder.resolve("ended");
    Process install = PackagedVerb.beginInstall(app);
    try {
      await("the rehearsal runs")
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> Files.exists(app.resolve("rehearsal/log")) && install.children().count() > 0);
      List<ProcessHandle> rehearsal = install.children().toList();
      install.destroy();
      assertThat(install.waitFor(1, TimeUnit.MINUTES)).isTrue();
      await("the rehearsal has ended")
          .until(() -> rehearsal.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      install.destroyForcibly();
    }
  }

  private void startsFromTheArchive(Path launcher) throws IOException {
    try (Stream<Path> files = Files.list(launcher.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString().replaceAll("jsa|aot", "x")))
          .containsExactlyInAnyOrder(
              "classes.x", "lib", "start", "partner-onboarding.jar", "unpack.log");
    }
    Path classes = folder.resolve("classes.log");
    Map<String, String> log = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
    try (PackagedApp started = PackagedApp.launchInstalled(launcher, log)) {
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
          .isGreaterThan(ours.size() * 8L / 10);
    }
  }

  private static Optional<Path> java25() throws IOException {
    Path all = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(all)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(all)) {
      return found
          .filter(jdk -> jdk.getFileName().toString().contains("25"))
          .map(jdk -> jdk.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }
}
