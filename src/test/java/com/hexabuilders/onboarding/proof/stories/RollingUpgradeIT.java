package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The last release and this one work side by side on one database and one broker, until the older
 * one has drained. Not part of the gate, because it needs the last release's jar: {@code mvn verify
 * -Pupgrade -Donboarding.last=<jar>}.
 */
class RollingUpgradeIT {

  private static final int STARTS = 500;

  /** A contract that breaks is tried again for as long as a story lasts. */
  private static final String[] PATIENT = {
    "--onboarding.steps.contract_creation.timeout=1h",
    "--onboarding.steps.contract_creation.immediate-retries=0",
    "--onboarding.steps.contract_creation.delayed-retries=200",
    "--onboarding.steps.contract_creation.backoff=5s",
  };

  @Test
  void loses_and_doubles_nothing() throws Exception {
    Path jar = Path.of(System.getProperty("onboarding.last")).toAbsolutePath();
    try (RealPostgres postgres = RealPostgres.start();
        StandaloneBroker broker = StandaloneBroker.start();
        Queues queues = Queues.of(broker);
        Load load = new Load("upgrade")) {
      String[] arguments = arguments(postgres, broker);
      try (PackagedApp last = PackagedApp.launch(jar, arguments)) {
        last.awaitReady();
        load.byQueue(queues, STARTS);
        load.byRest(last::client, STARTS, 2);
        awaitAccepted(load, STARTS + STARTS / 5);
        try (PackagedApp next = PackagedApp.start(arguments)) {
          load.byQueue(queues, STARTS);
          load.byRest(next::client, STARTS, 2);
          awaitAccepted(load, 2 * STARTS + STARTS / 2);
          assertThat(last.terminate()).isEqualTo(143);
          assertThat(last.output()).doesNotContain("ERROR");
          load.awaitOffered();
          assertNothingHappened(next, postgres, load);
        }
      }
    }
  }

  @Test
  void each_release_ends_what_the_other_began() throws Exception {
    Path jar = Path.of(System.getProperty("onboarding.last")).toAbsolutePath();
    try (RealPostgres postgres = RealPostgres.start();
        StandaloneBroker broker = StandaloneBroker.start()) {
      String[] arguments = arguments(postgres, broker, PATIENT);
      try (PackagedApp last = PackagedApp.launch(jar, arguments)) {
        last.awaitReady();
        JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
        jdbc.execute(
            "alter table contract add constraint broken check (partner_id not like '%retried')");
        Mixture older = Mixture.begin("older", last);
        try (PackagedApp next = PackagedApp.start(arguments)) {
          Mixture newer = Mixture.begin("newer", next);
          Mixture.assertOneStart("both", last.client(), next.client());
          next.kill9();
          newer.decide(last);
          newer.awaitEnds(last);

          next.restart();
          broker.kill9();
          broker.restart();
          Mixture late = Mixture.begin("late", last);
          assertThat(last.terminate()).isEqualTo(143);
          jdbc.execute("alter table contract drop constraint broken");
          for (Mixture mixture : List.of(older, late)) {
            mixture.decide(next);
            mixture.awaitEnds(next);
          }
          List.of(older, newer, late).forEach(mixture -> mixture.awaitRetried(next));
          next.awaitFinal("both", SOON);
          Proof proof = Proof.of(postgres.dataSource());
          proof.holdsFor(List.of());
          proof.nothingGivenUp();
        }
      }
    }
  }

  private static void awaitAccepted(Load load, int count) {
    await(count + " starts are accepted")
        .atMost(Duration.ofSeconds(120))
        .until(() -> load.accepted().size() >= count);
  }

  private static void assertNothingHappened(PackagedApp next, RealPostgres postgres, Load load) {
    Map<String, String> ends =
        new Overview(next.client()).awaitFinal(load, Duration.ofSeconds(120));
    assertThat(ends.values()).containsOnly("COMPLETED");
    Proof proof = Proof.of(postgres.dataSource());
    proof.holdsFor(load.accepted());
    proof.nothingGivenUp();
    proof.nothingTriedAgain();
  }

  private static String[] arguments(
      RealPostgres postgres, StandaloneBroker broker, String... more) {
    List<String> arguments = new ArrayList<>(postgres.appArguments());
    arguments.addAll(broker.appArguments());
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
