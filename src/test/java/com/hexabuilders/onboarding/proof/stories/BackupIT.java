package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.Folders;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups made under load are restored, together and with a broker's store of another time: what
 * the database copy knows reaches its end, and nothing is doubled.
 */
class BackupIT {

  private static final Duration RECOVERY = Duration.ofSeconds(90);

  private static final int IN_FLIGHT = 300;

  /** Shorter than what passes between a copy and the start from it. */
  private static final List<String> IMPATIENT =
      List.of(
          "--onboarding.steps.default.timeout=12s", "--onboarding.steps.default.delayed-retries=1");

  @TempDir Path folder;

  @Test
  void the_embedded_data_folder_is_copied_stopped_and_restored_whole_or_in_parts()
      throws Exception {
    try (PackagedApp app = PackagedApp.start(IMPATIENT.toArray(String[]::new))) {
      Path data = app.folder().resolve("data");
      Path old = folder.resolve("old");
      Path young = folder.resolve("young");
      Load first = underLoad(app, "first", app::kill9); // a calm stop would let all of it end
      Folders.copy(data, old);
      Set<String> begun = Proof.ofKilled(app).partners();
      assertThat(Proof.ofKilled(app).unfinished()).as("in flight when copied").isPositive();
      app.restart();
      Load second = underLoad(app, "second", app::kill9);
      Folders.copy(data, young);

      restored(app, young.resolve("journal.mv.db"), old.resolve("broker"));
      Set<String> known = new HashSet<>(first.acceptedByRest());
      known.addAll(second.acceptedByRest());
      known.addAll(begun);
      awaitFinal(app, known);
      Proof whole = Proof.ofKilled(app);
      assertCompleted(whole, known);
      whole.nothingGivenUp();

      restored(app, old.resolve("journal.mv.db"), young.resolve("broker"));
      awaitFinal(app, begun);
      Proof stale = Proof.ofKilled(app);
      assertCompleted(stale, begun);
      assertThat(stale.rows("select kind from dead_letter"))
          .as("messages of what the older database does not know")
          .isNotEmpty()
          .extracting(row -> row.get("kind"))
          .isSubsetOf("UNKNOWN_SAGA", "WRONG_STEP");

      restored(app, old.resolve("journal.mv.db"), old.resolve("broker"));
      awaitFinal(app, first.accepted());
      Proof copied = Proof.ofKilled(app);
      assertCompleted(copied, first.accepted());
      copied.nothingGivenUp();
      assertThat(copied.partners()).doesNotContainAnyElementsOf(second.acceptedByRest());
    }
  }

  @Test
  void postgresql_is_copied_while_it_runs_and_restored_with_an_empty_broker() throws Exception {
    Path copy = folder.resolve("copy");
    try (RealPostgres postgres = RealPostgres.start();
        PackagedApp app = PackagedApp.start(arguments(postgres))) {
      Set<String> before = new HashSet<>();
      Load load =
          underLoad(
              app,
              "load",
              () -> {
                before.addAll(Proof.of(postgres.dataSource()).partners());
                postgres.backUpTo(copy);
                app.kill9();
              });
      assertThat(before).isSubsetOf(load.accepted());
      postgres.kill9();
      postgres.restoreFrom(copy);
      Folders.delete(app.folder().resolve("data").resolve("broker"));
      postgres.restart();

      Proof proof = Proof.of(postgres.dataSource());
      assertThat(proof.partners()).containsAll(before);
      assertThat(proof.unfinished()).as("in flight when it was copied").isPositive();
      Set<String> copied = proof.partners();
      restartAfterAnOutage(app);
      awaitFinalOf(app, copied);
      assertCompleted(proof, copied);
      proof.nothingGivenUp();
    }
  }

  /** Also that no deadline passed: the time since the copy was longer than a step may take. */
  private static void assertCompleted(Proof proof, Set<String> partners) {
    proof.holdsFor(partners);
    assertThat(proof.rows("select partner_id from saga where status <> 'COMPLETED'")).isEmpty();
  }

  /** What ends the load at a moment when many sagas are on their way. */
  private interface Blow {
    void fall() throws Exception;
  }

  private static String[] arguments(RealPostgres postgres) {
    List<String> arguments = new ArrayList<>(postgres.appArguments());
    arguments.addAll(IMPATIENT);
    return arguments.toArray(String[]::new);
  }

  /** The load goes on until the blow has fallen, however long that takes. */
  private static Load underLoad(PackagedApp app, String name, Blow blow) throws Exception {
    Load load = new Load(name, new Semaphore(IN_FLIGHT));
    Overview overview = new Overview(app.client());
    try (load;
        Queues queues = Queues.of(app)) {
      load.replaceEnded(queues.observe(name), () -> {});
      load.byQueue(queues, Integer.MAX_VALUE);
      load.byRest(app::client, Integer.MAX_VALUE, 8);
      await("sagas are on their way")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> overview.inFlight() > 60);
      blow.fall();
    }
    load.awaitOffered();
    return load;
  }

  private static void restored(PackagedApp app, Path journal, Path broker) throws Exception {
    Path data = app.folder().resolve("data");
    Folders.delete(data);
    Files.createDirectories(data);
    Files.copy(journal, data.resolve("journal.mv.db"), StandardCopyOption.REPLACE_EXISTING);
    Folders.copy(broker, data.resolve("broker"));
    restartAfterAnOutage(app);
  }

  /** The time since the copy counts as one: who had 12 s then has them again. */
  private static void restartAfterAnOutage(PackagedApp app) {
    int before = app.output().length();
    app.restart();
    await("deadlines moved")
        .atMost(Duration.ofSeconds(20))
        .until(() -> app.output().substring(before).contains("running sagas move by that"));
  }

  private static void awaitFinal(PackagedApp app, Set<String> partners) {
    awaitFinalOf(app, partners);
    app.kill9();
  }

  private static void awaitFinalOf(PackagedApp app, Set<String> partners) {
    new Overview(app.client()).awaitRecovered(partners, RECOVERY);
  }
}
