package com.hexabuilders.onboarding.benchmark;

import com.hexabuilders.onboarding.stories.Faults;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks at what the load left in the database: a run with a wrong row is no result. */
final class Rows {

  private final JdbcTemplate jdbc;

  Rows(Target target) {
    jdbc = new JdbcTemplate(target.postgres.dataSource());
  }

  /** All these partners, and no others with this prefix, have one saga with this end. */
  void ended(String prefix, int started, Scenario scenario) {
    Map<String, Object> found =
        jdbc.queryForMap(
            """
            select count(*) as sagas, count(distinct partner_id) as partners,
              count(*) filter (where status = ?) as ended
            from saga where partner_id like ?
            """,
            scenario.end,
            prefix + "-%");
    Map<String, Object> wanted =
        Map.of("sagas", (long) started, "partners", (long) started, "ended", (long) started);
    if (!wanted.equals(found)) {
      throw new IllegalStateException(prefix + " started " + started + " but left " + found);
    }
  }

  /** No effect is missing, doubled or left over, and nothing was given up or tried again. */
  void right() {
    Faults.SQL.forEach(this::none);
    none("dead letters", "select kind, cause from dead_letter");
    none(
        "something was tried again",
        "select saga_id, type from saga_log where type in"
            + " ('StepRetryScheduled', 'StepTimedOut', 'StepExhausted')");
  }

  void none(String sentence, String sql) {
    List<Map<String, Object>> rows = jdbc.queryForList(sql);
    if (!rows.isEmpty()) {
      throw new IllegalStateException(sentence + ": " + rows.size() + " rows, " + rows.get(0));
    }
  }
}
