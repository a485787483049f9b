package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The application starts before its database, on a machine whose language writes numbers with other
 * digits.
 */
class LateDatabaseIT {

  private static final Map<String, String> PERSIAN =
      Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=fa -Duser.country=IR");

  @Test
  void waits_until_the_database_comes_or_the_start_is_ended() {
    try (RealPostgres postgres = RealPostgres.start()) {
      postgres.stop();
      String[] arguments = postgres.appArguments().toArray(String[]::new);
      try (PackagedApp app = PackagedApp.launch(PERSIAN, arguments)) {
        String waits = "The database " + postgres.jdbcUrl() + " does not answer";
        awaitLines(app, waits, 2);
        assertThat(app.terminate()).isNotZero();
        assertThat(app.output()).doesNotContain("\tat ");
        app.launchAgain();
        awaitLines(app, waits, 3);
        postgres.restart();
        app.awaitReady();
        assertThat(app.output()).contains("the start goes on");
        assertWorks(app);
      }
    }
  }

  private static void awaitLines(PackagedApp app, String line, int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> app.output().split(line, -1).length > count);
  }

  private static void assertWorks(PackagedApp app) {
    String saga = app.start(Orders.order("late").toString()).json().get("saga_id").asText();
    assertThat(app.awaitFinal(saga, Duration.ofSeconds(30)).get("status").asText())
        .isEqualTo("COMPLETED");
    for (String list : List.of("/sagas?limit=1", "/sagas/dead-letters?limit=1", "/audit?limit=1")) {
      assertThat(app.get(list).status()).as(list).isEqualTo(200);
    }
  }
}
