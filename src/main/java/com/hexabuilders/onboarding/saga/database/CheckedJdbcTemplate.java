package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.saga.UnstorableText;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * Binds no text that a database would change: the last line of defence behind the edges. Throws
 * {@link UnstorableText} before a statement is run, so nothing of it is written.
 */
public final class CheckedJdbcTemplate extends JdbcTemplate {

  public CheckedJdbcTemplate(DataSource database) {
    super(database);
  }

  @Override
  protected PreparedStatementSetter newArgPreparedStatementSetter(Object[] values) {
    check(values);
    return super.newArgPreparedStatementSetter(values);
  }

  @Override
  public int[] batchUpdate(String sql, List<Object[]> rows) {
    rows.forEach(CheckedJdbcTemplate::check);
    return super.batchUpdate(sql, rows);
  }

  private static void check(Object[] values) {
    if (values == null) {
      return;
    }
    for (Object value : values) {
      if (value instanceof String text) {
        UnstorableText.checked("A value for the database", text);
      }
    }
  }
}
