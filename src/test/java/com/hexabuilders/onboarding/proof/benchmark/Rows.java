package com.hexabuilders.onboarding.proof.benchmark;

import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.stories.Faults;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks at what the load left in the database: a run with a wrong row is no result. */
final class Rows {

  private final Target target;

  Rows(Target target) {
    this.target = target;
  }

  /** Does at once what autovacuum does after a minute: without statistics plans are bad. */
  void settle() {
    if (target.postgres != null) {
      jdbc().execute("vacuum (analyze)");
      jdbc().execute("checkpoint");
    }
  }

  /** All these partners, and no others with this prefix, have one saga with this end. */
  void ended(String prefix, int started, Scenario scenario) {
    ended(prefix, started, started, scenario);
  }

  /** At least so many partners with this prefix, at most so many, have one saga with this end. */
  void ended(String prefix, int least, int most, Scenario scenario) {
    same(prefix, least, most, scenario.end);
  }

  /** So many partners have one saga whose first step waits. */
  void waiting(String prefix, int started) {
    same(prefix, started, started, "INITIATED");
  }

  /** Waits for the end of so many sagas, looking once a second, and then looks at them. */
  void awaitEnded(String prefix, int started, Scenario scenario) {
    await()
        .atMost(Bench.DRAIN)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> areFinal(prefix, started));
    ended(prefix, started, scenario);
  }

  /** Whether at least so many partners with this prefix have sagas, and all of these are final. */
  boolean areFinal(String prefix, int least) {
    return jdbc()
            .queryForObject(
                """
            select case when count(*) = count(*) filter (where due_at is null) then count(*) else 0 end
            from saga where partner_id like ?
            """,
                Integer.class,
                prefix + "-%")
        >= least;
  }

  private void same(String prefix, int least, int most, String status) {
    Map<String, Object> found =
        jdbc()
            .queryForMap(
                """
            select count(*) as sagas, count(distinct partner_id) as partners,
              count(*) filter (where status = ?) as ended
            from saga where partner_id like ?
            """,
                status,
                prefix + "-%");
    long sagas = (long) found.get("sagas");
    if (sagas < least || sagas > most || found.values().stream().anyMatch(n -> !n.equals(sagas))) {
      throw new IllegalStateException(
          "%s: %d to %d sagas have to be %s, found %s"
              .formatted(prefix, least, most, status, found));
    }
  }

  /**
   * No effect is missing, doubled or left over, and nothing was given up or tried again. With
   * memory for the ids of a million sagas: without it, one is looked for among all for each.
   */
  void right() throws SQLException {
    try (Connection connection = target.rows().getConnection()) {
      JdbcTemplate one = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      if (target.postgres != null) {
        one.execute("set work_mem = '1GB'");
      }
      Faults.SQL.forEach((sentence, sql) -> none(one, sentence, sql));
      none(one, "dead letters", "select kind, cause from dead_letter");
      none(
          one,
          "something was tried again",
          "select saga_id, type from saga_log where type in"
              + " ('StepRetryScheduled', 'StepTimedOut', 'StepExhausted')");
    }
  }

  void none(String sentence, String sql) {
    none(jdbc(), sentence, sql);
  }

  private static void none(JdbcTemplate jdbc, String sentence, String sql) {
    List<Map<String, Object>> rows = jdbc.queryForList(sql);
    if (!rows.isEmpty()) {
      throw new IllegalStateException(sentence + ": " + rows.size() + " rows, " + rows.get(0));
    }
  }

  private JdbcTemplate jdbc() {
    return new JdbcTemplate(target.rows());
  }
}
