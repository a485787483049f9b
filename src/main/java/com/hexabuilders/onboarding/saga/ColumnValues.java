package com.hexabuilders.onboarding.saga;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** How this room's values become column values and back. */
public final class ColumnValues {

  private static final int SENTENCE = 1000;

  private ColumnValues() {}

  public static OffsetDateTime time(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }

  /** A sentence no longer than its column. */
  public static String clip(String sentence) {
    return sentence == null || sentence.length() <= SENTENCE
        ? sentence
        : sentence.substring(0, SENTENCE - 1) + "…";
  }

  /** Values for {@code = any(?)}, sorted, so that equal sets make equal statements. */
  public static Array array(JdbcTemplate jdbc, Collection<String> values) {
    values.forEach(value -> UnstorableText.checked("A value for the database", value));
    return jdbc.execute(
        (ConnectionCallback<Array>)
            connection -> connection.createArrayOf("varchar", values.stream().sorted().toArray()));
  }
}
