package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * The jar is killed under load and started again, and nothing else helps it. At each kill hundreds
 * of sagas have events behind them and before them: what is asked of their logs holds across it.
 */
class CrashIT {

  private static final int IN_FLIGHT = 300;
  private static final Duration RECOVERY = Duration.ofSeconds(150);

  @Test
  void finishes_everything_after_kills_with_the_embedded_database() throws Exception {
    try (PackagedApp app = PackagedApp.start()) {
      survivesKills(app, () -> Proof.ofKilled(app));
    }
  }

  @Test
  void finishes_everything_after_kills_with_postgresql() throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        PackagedApp app = PackagedApp.start(postgres.appArguments().toArray(String[]::new))) {
      survivesKills(app, () -> Proof.of(postgres.dataSource()));
    }
  }

  /** Twice: with everything kept, and with the broker's store lost. */
  private static void survivesKills(PackagedApp app, Supplier<Proof> proof) throws Exception {
    Set<String> accepted = new HashSet<>();
    accepted.addAll(killUnderLoad(app, new Load("kept"), proof).accepted());
    app.restart();
    awaitFinal(app, accepted);

    Load load = killUnderLoad(app, new Load("lost"), proof);
    Set<String> begun = proof.get().partners();
    FileSystemUtils.deleteRecursively(app.folder().resolve("data").resolve("broker"));
    assertThat(begun).containsAll(load.acceptedByRest());
    accepted.addAll(begun);
    app.restart();
    awaitFinal(app, accepted);

    try (Queues queues = Queues.of(app)) {
      assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
    }
    app.kill9();
    proof.get().holdsFor(accepted);
    proof.get().nothingGivenUp();
  }

  /** Kills the application at a moment when enough sagas are on their way, starts still coming. */
  private static Load killUnderLoad(PackagedApp app, Load load, Supplier<Proof> proof)
      throws Exception {
    Overview overview = new Overview(app.client());
    double before = overview.inFlight(); // not 0: it has finished what others began
    try (load;
        Queues queues = Queues.of(app)) {
      load.byQueue(queues, 1_000);
      load.byRest(app::client, 1_000, 16);
      await("enough sagas are on their way")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> overview.inFlight() - before > IN_FLIGHT + 50);
      app.kill9();
    }
    load.awaitOffered();
    int unfinished = proof.get().unfinished();
    System.out.printf(
        "killed with %d sagas in flight, %d accepted%n", unfinished, load.accepted().size());
    assertThat(unfinished).isGreaterThanOrEqualTo(IN_FLIGHT);
    return load;
  }

  private static void awaitFinal(PackagedApp app, Set<String> accepted) {
    new Overview(app.client()).awaitRecovered(accepted, RECOVERY);
  }
}
