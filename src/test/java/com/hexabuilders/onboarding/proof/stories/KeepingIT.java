package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.Canary;
import com.hexabuilders.onboarding.DatabaseDump;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two instances remove old sagas from one PostgreSQL, one of them is killed in the middle, and a
 * partner's personal data are erased: nothing is lost, and nothing personal is left.
 */
class KeepingIT {

  private static final Pattern SAGA = Pattern.compile("^\\{\"saga_id\":\"([^\"]+)\".*}$");

  @Test
  void removes_old_sagas_over_a_kill_and_erases_a_partner_everywhere() throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        PackagedApp first = PackagedApp.start(arguments(postgres, "5"));
        Load load = new Load("keep")) {
      JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
      load.byRest(first::client, 300, 8);
      load.awaitOffered();
      new Overview(first.client()).awaitFinal(load, Duration.ofSeconds(60));
      Canary canary = new Canary("canary-bird");
      first.start(canary.start());
      first.awaitFinal("canary-bird", Duration.ofSeconds(20));
      try (Queues queues = Queues.of(first)) {
        queues.dropAll(List.of(canary.unreadable(), canary.torn(), canary.nameless()));
      }
      await().until(() -> count(jdbc, "dead_letter"), letters -> letters == 3);
      Set<String> sagas =
          new HashSet<>(jdbc.queryForList("select saga_id from saga", String.class));

      first.kill9();
      jdbc.update("update saga set completed_at = completed_at - interval '2 days'");
      first.launchAgain();
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> count(jdbc, "saga_tombstone"), removed -> removed > 20);
      first.kill9();
      Set<String> kept = new HashSet<>(jdbc.queryForList("select saga_id from saga", String.class));
      assertThat(kept).as("the kill came in the middle").isNotEmpty();
      assertThat(kept.size() + archived(first).size()).isGreaterThanOrEqualTo(sagas.size());
      kept.addAll(archived(first));
      assertThat(kept).as("in the database or in the archive").isEqualTo(sagas);

      first.launchAgain();
      try (PackagedApp second = PackagedApp.start(arguments(postgres, "5"))) {
        first.awaitReady();
        await().atMost(Duration.ofSeconds(120)).until(() -> count(jdbc, "saga"), left -> left == 0);
        Set<String> all = new HashSet<>(archived(first));
        all.addAll(archived(second));
        assertThat(all).isEqualTo(sagas);
        assertThat(second.get("/sagas/canary-bird/status").json().at("/detail").asText())
            .contains("moved to the archive, file sagas-");
        assertErases(canary, second, postgres, first);
      }
    }
  }

  private static void assertErases(
      Canary canary, PackagedApp app, RealPostgres postgres, PackagedApp other) throws IOException {
    DatabaseDump dump = new DatabaseDump(postgres.dataSource());
    assertThat(dump.text()).contains(Canary.VALUES);
    String path = "/partners/" + canary.partnerId() + "/personal-data";
    assertThat(app.client().delete(path, "{\"reason\": \"Asked to.\"}").status()).isEqualTo(200);
    assertThat(dump.text()).doesNotContain(Canary.VALUES);
    for (PackagedApp instance : List.of(app, other)) {
      for (String line : lines(instance)) {
        assertThat(line.toLowerCase(Locale.ROOT)).doesNotContain(Canary.VALUES);
      }
      assertThat(instance.output().toLowerCase(Locale.ROOT)).doesNotContain(Canary.VALUES);
    }
  }

  private static int count(JdbcTemplate jdbc, String table) {
    return jdbc.queryForObject("select count(*) from " + table, Integer.class);
  }

  /** Ids of whole lines in an instance's archive; a kill may have torn the last. */
  private static Set<String> archived(PackagedApp app) throws IOException {
    Set<String> ids = new HashSet<>();
    for (String line : lines(app)) {
      Matcher saga = SAGA.matcher(line);
      if (saga.matches()) {
        ids.add(saga.group(1));
      }
    }
    return ids;
  }

  private static List<String> lines(PackagedApp app) throws IOException {
    Path folder = app.folder().resolve("data").resolve("archive");
    List<String> lines = new ArrayList<>();
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  private static String[] arguments(RealPostgres postgres, String batch) {
    List<String> arguments = new ArrayList<>(postgres.appArguments());
    arguments.add("--onboarding.retention.after=1d");
    arguments.add("--onboarding.retention.batch=" + batch);
    return arguments.toArray(String[]::new);
  }
}
