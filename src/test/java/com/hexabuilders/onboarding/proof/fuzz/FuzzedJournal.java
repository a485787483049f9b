package com.hexabuilders.onboarding.proof.fuzz;

import com.hexabuilders.onboarding.proof.stories.Faults;
import com.hexabuilders.onboarding.proof.stories.LoggedSaga;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** What made-up inputs have left in the database since this object was made. */
final class FuzzedJournal {

  private static final String SINCE = " where created_at >= ?";

  private final JdbcTemplate jdbc;
  private final Timestamp begin;

  FuzzedJournal(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    begin = jdbc.queryForObject("select current_timestamp", Timestamp.class);
  }

  /** Sagas that neither ended nor wait for a person. */
  int running() {
    return count("select count(*) from saga" + SINCE + " and due_at is not null and not waiting");
  }

  List<String> waiting() {
    return jdbc.queryForList(
        "select saga_id from saga" + SINCE + " and due_at is not null and waiting",
        String.class,
        begin);
  }

  Set<String> sagas() {
    return new HashSet<>(
        jdbc.queryForList("select saga_id from saga" + SINCE, String.class, begin));
  }

  int letters() {
    return count("select count(*) from dead_letter where received_at >= ?");
  }

  /** How the sagas stand, by status and kind of failure. */
  List<Map<String, Object>> statuses() {
    return jdbc.queryForList(
        "select status, failure_kind, count(*) as sagas from saga"
            + SINCE
            + " group by status, failure_kind",
        begin);
  }

  private int count(String sql) {
    return jdbc.queryForObject(sql, Integer.class, begin);
  }

  /** Invariants that do not hold; of partners with two sagas the rows tell of the last alone. */
  List<String> faults() {
    Set<String> ours =
        new HashSet<>(
            jdbc.queryForList(
                "select max(saga_id) from saga group by partner_id"
                    + " having count(*) = 1 and max(created_at) >= ?",
                String.class,
                begin));
    List<String> faults = new ArrayList<>();
    Faults.SQL.forEach(
        (sentence, sql) ->
            jdbc.queryForList(sql).stream()
                .filter(row -> ours.contains(row.get("saga_id")))
                .forEach(row -> faults.add(sentence + ": " + row)));
    logs().values().forEach(LoggedSaga::check);
    return faults;
  }

  private Map<String, LoggedSaga> logs() {
    Map<String, LoggedSaga> logs = new LinkedHashMap<>();
    jdbc.query(
        """
        select s.saga_id, s.status, s.log_seq, l.seq, l.type, l.step_name
        from saga s join saga_log l on l.saga_id = s.saga_id
        where s.created_at >= ? order by s.saga_id, l.seq
        """,
        row -> {
          String id = row.getString(1);
          String status = row.getString(2);
          int newest = row.getInt(3);
          logs.computeIfAbsent(id, key -> new LoggedSaga(key, status, newest))
              .add(row.getInt(4), row.getString(5), row.getString(6));
        },
        begin);
    return logs;
  }

  /** Takes everything away again: the tests that share this database count in it. */
  void clear() {
    jdbc.update("drop table if exists fuzzed");
    jdbc.update(
        "create local temporary table fuzzed (saga_id varchar(100) primary key)"
            + " as select saga_id from saga"
            + SINCE,
        begin);
    jdbc.update(
        "delete from personal_data where subject_id in (select saga_id from fuzzed)"
            + " or subject_id in (select id from dead_letter where received_at >= ?)",
        begin);
    jdbc.update("delete from dead_letter where received_at >= ?", begin);
    for (String table : tablesOfSagas()) {
      jdbc.update("delete from " + table + " where saga_id in (select saga_id from fuzzed)");
    }
    jdbc.update("drop table fuzzed");
  }

  private List<String> tablesOfSagas() {
    return jdbc.queryForList(
        "select c.table_name from information_schema.columns c"
            + " join information_schema.tables t on t.table_name = c.table_name"
            + " where t.table_schema = 'public' and c.column_name = 'saga_id'"
            + " and t.table_name <> 'fuzzed'",
        String.class);
  }
}
