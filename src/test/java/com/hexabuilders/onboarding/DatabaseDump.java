package com.hexabuilders.onboarding;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything a database holds, as text. */
public final class DatabaseDump {

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

  private List<String> tables() {
    return jdbc.queryForList(
        "select table_name from information_schema.tables where table_schema = 'public'",
        String.class);
  }
}
