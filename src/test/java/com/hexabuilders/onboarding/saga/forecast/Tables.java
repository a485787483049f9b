package com.hexabuilders.onboarding.saga.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that a database holds. */
final class Tables {

  private static final String NAMES =
      "select table_name from information_schema.tables where table_schema = 'public'";

  private Tables() {}

  /** All rows of all tables, by table. */
  static Map<String, String> rows(JdbcTemplate jdbc) {
    List<String> names = jdbc.queryForList(NAMES, String.class);
    assertThat(names).contains("saga", "saga_step", "saga_log", "audit", "claim", "dead_letter");
    Map<String, String> rows = new TreeMap<>();
    for (String name : names) {
      rows.put(
          name,
          jdbc.queryForList("select * from " + name).stream()
              .map(row -> row.values().toString())
              .sorted()
              .toList()
              .toString());
    }
    return rows;
  }
}
