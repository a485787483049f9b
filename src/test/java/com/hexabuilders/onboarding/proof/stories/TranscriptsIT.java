package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Runs what the documents show of a terminal, and compares what it writes. Needs bash, curl and jq.
 */
class TranscriptsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ARCHIVE = "data/archive";

  private final PackagedApp app = PackagedApp.start();
  private final Shell shell = new Shell(app);
  private final Recorded recorded = new Recorded();
  private final List<Transcript> watched = new ArrayList<>();
  private String functions = "";
  private Shell.Background watch;

  @AfterEach
  void stop() {
    if (watch != null) {
      watch.close();
    }
    app.close();
  }

  @Test
  void the_readme_shows_what_happens() throws Exception {
    List<Transcript> readme = Transcript.of(Path.of("README.md"));
    assertThat(readme).hasSizeGreaterThan(10);
    readme.forEach(this::run);
    assertThat(watched).hasSize(1);
  }

  /** The archive of old sagas, which takes an hour at least, is shown by {@link KeepingIT}. */
  @Test
  void the_pages_for_operators_show_what_happens() throws Exception {
    for (String name : List.of("acme docs/examples/order", "stars docs/examples/refused")) {
      String[] order = name.split(" ");
      String body = Files.readString(Path.of(order[1] + ".json"));
      assertThat(app.start(body).status()).isEqualTo(202);
      app.awaitFinal(order[0], PATIENCE);
    }
    for (String page : List.of("docs/operations.md", "docs/console.md")) {
      List<Transcript> shown = Transcript.of(Path.of(page));
      assertThat(shown).hasSizeGreaterThan(1);
      shown.stream().filter(one -> !one.command().contains(ARCHIVE)).forEach(this::run);
    }
  }

  private void run(Transcript shown) {
    if (shown.isFunction()) {
      functions += here(shown.command()) + "\n";
    } else if (shown.isWatch()) {
      watch(shown);
    } else if (shown.isQuestion()) {
      await(shown.command())
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(300))
          .untilAsserted(() -> assertShown(shown, shell.run(script(shown))));
    } else {
      assertShown(shown, shell.run(script(shown)));
    }
    if (shown.isKill()) {
      finishWatch();
      app.awaitExit();
      app.restart();
    }
  }

  /** Its pipe would keep the lines back until it ends. */
  private void watch(Transcript shown) {
    watched.add(shown);
    watch = shell.begun(script(shown).replace("| cut", "| stdbuf -oL cut"));
    await("it watches").atMost(PATIENCE).until(() -> watch.output().startsWith("Watching"));
  }

  private void finishWatch() {
    Transcript shown = watched.get(0);
    String output = watch.output();
    List<String> lines = output.lines().limit(shown.output().size()).toList();
    watch.close();
    assertShown(shown, String.join("\n", lines));
  }

  private void assertShown(Transcript shown, String written) {
    if (!recorded.matches(shown.output(), written)) {
      assertThat(written).as(shown.command()).isEqualTo(String.join("\n", shown.output()) + "\n");
    }
  }

  private String script(Transcript shown) {
    return functions + recorded.translated(here(shown.command()));
  }

  private String here(String command) {
    return command.replace("localhost:8080", "localhost:" + app.port());
  }
}
