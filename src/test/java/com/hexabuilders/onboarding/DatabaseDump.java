package com.hexabuilders.onboarding;

import static java.util.stream.Collectors.joining;

import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything a database holds, as text. */
public final class DatabaseDump {

  /** What every database has of itself. */
  private static final Set<String> NOT_CARRIED = Set.of("flyway_schema_history", "health_probe");

  private final JdbcTemplate jdbc;

  public DatabaseDump(DataSource database) {
    jdbc = new JdbcTemplate(database);
  }

  /**
   * Every value of every row of every table, lower-cased, with the table's name before each row.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String table : tables()) {
      for (Map<String, Object> row : jdbc.queryForList("select * from " + table)) {
        text.append(table).append(' ').append(row).append('\n');
      }
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  /** What fills the application's tables with the same rows again, one statement a line. */
  public String statements() {
    StringBuilder text = new StringBuilder();
    for (String table : tables()) {
      if (!NOT_CARRIED.contains(table)) {
        text.append("delete from ").append(table).append(";\n");
        for (Map<String, Object> row : jdbc.queryForList("select * from " + table)) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "insert into %s (%s) values (%s);%n",
                  table,
                  String.join(", ", row.keySet()),
                  row.values().stream().map(DatabaseDump::literal).collect(joining(", "))));
        }
      }
    }
    return text.toString();
  }

  private static String literal(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value);
    }
    String text = value instanceof Timestamp time ? time.toInstant().toString() : value.toString();
    String quoted = "'" + text.replace("'", "''") + "'";
    return value instanceof Timestamp ? "timestamp with time zone " + quoted : quoted;
  }

  private List<String> tables() {
    return jdbc.queryForList(
        "select table_name from information_schema.tables where table_schema = 'public'",
        String.class);
  }
}
