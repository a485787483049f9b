package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static com.hexabuilders.onboarding.proof.stories.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.ListeningPorts;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar costs, what it says when it cannot start, and what its route files decide. */
class PackagingIT {

  /** A machine of the build may be three times slower than one that needs 15 seconds. */
  private static final Duration FAST = Duration.ofSeconds(45);

  private static final long MEGABYTE = 1024 * 1024;

  @TempDir Path folder;

  @Test
  void
      starts_within_a_minute_idles_below_300_megabytes_and_keeps_its_ports_and_folder_and_what_is_in_it()
          throws Exception {
    boolean idle = machineIsIdle();
    long begin = System.nanoTime();
    try (PackagedApp app = PackagedApp.launch(PackagedApp.jar())) {
      app.awaitReady();
      Duration start = Duration.ofNanos(System.nanoTime() - begin);
      Duration cpu =
          ProcessHandle.of(app.pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
      long heap = heapAfterCollection(app) / MEGABYTE;
      System.out.printf(
          "ready after %.1f s (machine %s) and %.1f s of CPU, %d MB of heap%n",
          start.toMillis() / 1e3, idle ? "idle" : "busy", cpu.toMillis() / 1e3, heap);
      assertThat(cpu).as("work of a start").isLessThan(FAST.multipliedBy(3));
      if (idle) {
        assertThat(start).isLessThan(FAST);
      }
      assertThat(heap).isBetween(1L, 300L);
      assertThat(ListeningPorts.of(app.pid()))
          .containsExactlyInAnyOrder(
              app.port(), app.doors().tcp(), app.doors().stomp(), app.doors().amqp());
      assertSecondIsRefused(app);
      assertIsForItsOwnerAlone(app.folder().resolve("data"));
      app.terminate();
      Path journal = app.folder().resolve("data").resolve("journal.mv.db");
      Files.write(journal, new byte[0]);
      app.launchAgain();
      assertEnds(app, "The database file " + journal + " is empty", "accept-loss-of=");
    }
  }

  private static void assertIsForItsOwnerAlone(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      assertThat(all)
          .hasSizeGreaterThan(8)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  /** Whether this JVM has the machine to itself: then, and only then, seconds on a clock count. */
  private static boolean machineIsIdle() {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    machine.getCpuLoad();
    double load =
        await("a second of load is measured")
            .pollDelay(Duration.ofSeconds(1))
            .until(machine::getCpuLoad, measured -> measured >= 0);
    return load < 0.2;
  }

  private static void assertSecondIsRefused(PackagedApp app) {
    assertRefused(
        "The broker cannot listen on " + app.brokerUrl(),
        "--onboarding.broker.listen=" + app.brokerUrl());
    assertRefused("The HTTP port " + app.port() + " is taken", "--server.port=" + app.port());
    Path data = app.folder().resolve("data");
    assertRefused(
        "(pid " + app.pid() + ") works in the data folder", "--onboarding.data-dir=" + data);
  }

  private static void assertRefused(String sentence, String argument) {
    try (PackagedApp second = PackagedApp.launch(argument)) {
      assertEnds(second, sentence);
    }
  }

  private static void assertEnds(PackagedApp app, String... words) {
    await("it ends").atMost(Duration.ofSeconds(75)).until(() -> !app.alive());
    assertThat(app.awaitExit()).isNotZero();
    assertThat(app.output()).contains(words).doesNotContain("\tat ");
  }

  private static long heapAfterCollection(PackagedApp app) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collection =
        new ProcessBuilder(List.of(jcmd, Long.toString(app.pid()), "GC.run"))
            .redirectErrorStream(true)
            .start();
    collection.getInputStream().readAllBytes();
    assertThat(collection.waitFor()).isZero();
    return app.client()
        .get("/actuator/prometheus", "Accept", "text/plain")
        .text()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void onboards_as_its_files_say_without_the_last_step_and_with_one_that_leaves_nothing_to_undo()
      throws Exception {
    Path jar = jarWithout("60-recruitment-setup");
    leaveNothingToUndo(jar, "40-document-verification", "bean:documents?method=reopen");
    try (PackagedApp app = PackagedApp.launch(jar)) {
      app.awaitReady();
      app.start(order("four").toString());
      JsonNode status = app.awaitFinal("four", SOON);
      assertThat(status.get("status").asText()).isEqualTo("COMPLETED");
      assertThat(Told.texts(status.get("steps"), "step_name"))
          .isEqualTo(LoggedSaga.STEPS.subList(0, 4));
      assertThat(app.get("/partners/four").json().has("recruitment_setup")).isFalse();
      app.post("/sagas/four/compensate", "{}");
      app.awaitFinal("four", SOON);
      List<JsonNode> log = Told.log(app, "four");
      assertThat(Told.undoneSteps(log)).isEqualTo(Told.reversed(4));
      assertThat(log.toString()).contains("\"undone\":false,\"reason\":\"Nothing changes.\"");
      assertThat(app.get("/partners/four").json().at("/documents/status").asText())
          .isEqualTo("APPROVED");
    }
  }

  @Test
  void refuses_to_start_and_says_why_when_a_step_in_the_middle_is_missing() throws Exception {
    try (PackagedApp app = PackagedApp.launch(jarWithout("40-document-verification"))) {
      assertEnds(
          app,
          "50-campaigns-enabled.camel.yaml, line 3",
          "awaits 'DocumentsVerified', which no file announces",
          "Put the missing step's file back");
    }
  }

  private static void leaveNothingToUndo(Path jar, String step, String undo) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Path file = files.getPath("BOOT-INF/classes/routes/" + step + ".camel.yaml");
      String text = Files.readString(file);
      String says = "name: execute, value: \"" + undo + "\"";
      assertThat(text).contains(says);
      Files.writeString(file, text.replace(says, "name: nothing-to-undo, value: Nothing changes."));
    }
  }

  private Path jarWithout(String step) throws IOException {
    Path copy = Files.copy(PackagedApp.jar(), folder.resolve(step + ".jar"));
    try (FileSystem jar = FileSystems.newFileSystem(copy)) {
      Files.delete(jar.getPath("BOOT-INF/classes/routes/" + step + ".camel.yaml"));
    }
    return copy;
  }
}
