package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.EmbeddedCopy;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reads the database and tells whether every promise about the sagas in it was kept. */
final class Proof {

  private final JdbcTemplate jdbc;

  private Proof(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Of a database that runs. */
  static Proof of(DataSource database) {
    return new Proof(new JdbcTemplate(database));
  }

  /** Of the embedded database of a killed application, by a copy of its file. */
  static Proof ofKilled(PackagedApp app) {
    return of(EmbeddedCopy.of(app));
  }

  /** Partners that have a saga. */
  Set<String> partners() {
    return new HashSet<>(jdbc.queryForList("select partner_id from saga", String.class));
  }

  /** Status of every partner's only saga. */
  Map<String, String> ends() {
    Map<String, String> ends = new HashMap<>();
    jdbc.query(
        "select partner_id, status from saga",
        (RowCallbackHandler) row -> ends.put(row.getString(1), row.getString(2)));
    return ends;
  }

  /** Sagas that are not final. */
  int unfinished() {
    return jdbc.queryForObject(
        "select count(*) from saga where status not in ('COMPLETED', 'FAILED', 'COMPENSATED')",
        Integer.class);
  }

  /**
   * Every one of these partners has exactly one saga, every saga is final, and nothing about any of
   * them is doubled, missing or out of order.
   */
  void holdsFor(Collection<String> partnerIds) {
    List<String> known = jdbc.queryForList("select partner_id from saga", String.class);
    assertThat(known).as("one saga per partner").doesNotHaveDuplicates();
    assertThat(known).as("accepted starts").containsAll(partnerIds);
    assertThat(unfinished()).as("sagas that are not final").isZero();
    holds();
  }

  /** Nothing about any saga is doubled, missing or out of order, final or not. */
  void holds() {
    Map<String, List<Map<String, Object>>> faults = new LinkedHashMap<>();
    Faults.SQL.forEach(
        (sentence, sql) -> {
          List<Map<String, Object>> rows = jdbc.queryForList(sql);
          if (!rows.isEmpty()) {
            faults.put(sentence, rows.subList(0, Math.min(5, rows.size())));
          }
        });
    assertThat(faults).as("faults found in the tables").isEmpty();
    logs().forEach(LoggedSaga::check);
  }

  /** Every saga with its log. */
  Collection<LoggedSaga> logs() {
    Map<String, LoggedSaga> sagas = new LinkedHashMap<>();
    jdbc.query(
        "select saga_id, status, log_seq from saga",
        row -> {
          String id = row.getString(1);
          sagas.put(id, new LoggedSaga(id, row.getString(2), row.getInt(3)));
        });
    jdbc.query(
        "select saga_id, seq, type, step_name from saga_log order by saga_id, seq",
        row -> {
          sagas.get(row.getString(1)).add(row.getInt(2), row.getString(3), row.getString(4));
        });
    return sagas.values();
  }

  /** Rows of a query, for a story's own questions. */
  List<Map<String, Object>> rows(String sql, Object... values) {
    return jdbc.queryForList(sql, values);
  }

  /** No retry was used up, and nothing timed out; else the whole stories of such sagas are told. */
  void nothingTriedAgain() {
    assertThat(
            rows(
                """
                select saga_id, seq, type, step_name, recorded_at from saga_log
                where saga_id in (select saga_id from saga_log where type in
                  ('StepRetryScheduled', 'StepTimedOut', 'StepExhausted'))
                order by saga_id, seq limit 60
                """))
        .isEmpty();
  }

  /** The application gave no message up. */
  void nothingGivenUp() {
    assertThat(jdbc.queryForList("select kind, cause, queue from dead_letter")).isEmpty();
  }
}
