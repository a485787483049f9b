package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.harness.Processes.KEEP_COMPILERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Processes;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Broker and database are killed under load, alone and together, and the database refuses writes,
 * all of them or those of one participant. The steps' time-out is 6 s here instead of 30 s, so that
 * an outage of 19 s is as long as three.
 */
class OutageIT {

  private static final Duration AWAY = Duration.ofSeconds(19);
  private static final List<String> IMPATIENT =
      List.of(
          "--onboarding.steps.default.timeout=6s", "--onboarding.steps.default.delayed-retries=1");

  @Test
  void waits_for_broker_and_database_and_fails_nothing() throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        StandaloneBroker broker = StandaloneBroker.start();
        PackagedApp app = PackagedApp.launch(KEEP_COMPILERS, arguments(postgres, broker));
        Load load = new Load("outage")) {
      app.awaitReady();
      ScheduledExecutorService pace = Executors.newScheduledThreadPool(4);
      pace.scheduleAtFixedRate(() -> load.startOne(app.client()), 0, 50, TimeUnit.MILLISECONDS);
      awaitAccepted(load, 100);

      broker.kill9();
      int before = load.accepted().size();
      assertCalmWhileAway(app, "broker");
      assertThat(load.accepted()).as("accepted without a broker").hasSizeGreaterThan(before + 50);
      broker.restart();
      awaitAccepted(load, load.accepted().size() + 50);

      postgres.kill9();
      assertCalmWhileAway(app, "database");
      postgres.restart();
      awaitAccepted(load, load.accepted().size() + 50);

      postgres.refuseWrites(true);
      assertCalmWhileAway(app, "database that can be written");
      postgres.refuseWrites(false);
      awaitAccepted(load, load.accepted().size() + 50);

      postgres.withLockOn("contract", () -> assertCalmWhileAway(app, "participant's table"));
      awaitAccepted(load, load.accepted().size() + 50);

      broker.kill9();
      postgres.kill9();
      assertCalmWhileAway(app, "broker and database");
      postgres.restart();
      broker.restart();
      awaitAccepted(load, load.accepted().size() + 50);
      pace.shutdown();
      assertThat(pace.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

      Map<String, String> ends =
          new Overview(app.client()).awaitFinal(load, Duration.ofSeconds(90));
      assertThat(ends.values()).containsOnly("COMPLETED");
      assertNothingGivenUp(postgres, broker, load);
    }
  }

  private static void awaitAccepted(Load load, int count) {
    await(count + " starts are accepted")
        .atMost(Duration.ofSeconds(60))
        .until(() -> load.accepted().size() >= count);
  }

  /** No hot loop: neither of computing nor of logging. */
  private static void assertCalmWhileAway(PackagedApp app, String what) {
    long lines = linesOfTrouble(app);
    Duration cpu = cpu(app);
    await("the " + what + " has been away")
        .pollDelay(AWAY)
        .atMost(AWAY.multipliedBy(2))
        .until(app::alive);
    long written = linesOfTrouble(app) - lines;
    Duration spent = cpu(app).minus(cpu);
    System.out.printf(
        "%s away for %d s: %d log lines, %.1f s of CPU%n",
        what, AWAY.toSeconds(), written, spent.toMillis() / 1e3);
    assertThat(written).as("log lines without a " + what).isLessThan(400);
    assertThat(spent).as("CPU without a " + what).isLessThan(AWAY.dividedBy(2));
  }

  /** Lines other than those of facts: starts go on without a broker. */
  private static long linesOfTrouble(PackagedApp app) {
    return app.output().lines().filter(line -> !line.contains(" onboarding.facts ")).count();
  }

  private static Duration cpu(PackagedApp app) {
    return Duration.ofMillis(Math.round(Processes.ofProgram(app.pid()) * 1e3));
  }

  private static void assertNothingGivenUp(
      RealPostgres postgres, StandaloneBroker broker, Load load) throws Exception {
    Proof proof = Proof.of(postgres.dataSource());
    proof.holdsFor(load.accepted());
    proof.nothingGivenUp();
    proof.nothingTriedAgain();
    try (Queues queues = Queues.of(broker)) {
      assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
    }
  }

  private static String[] arguments(RealPostgres postgres, StandaloneBroker broker) {
    List<String> arguments = new ArrayList<>(IMPATIENT);
    arguments.addAll(postgres.appArguments());
    arguments.addAll(broker.appArguments());
    return arguments.toArray(String[]::new);
  }
}
