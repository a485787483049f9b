package com.hexabuilders.onboarding.proof.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows that one onboarding left in a table, and how to copy them.
 *
 * @param columns names with types, without those the database numbers itself
 * @param rows values as text, or null
 */
record SeedTable(String name, Map<String, String> columns, List<List<String>> rows) {

  private static final String TIME = "timestamptz";
  private static final Set<String> TEXTS = Set.of("text", "varchar");

  /** Reads the rows of a table that speak of one of these. */
  static SeedTable read(JdbcTemplate jdbc, String name, String sagaId, String partnerId) {
    Map<String, String> columns = new LinkedHashMap<>();
    jdbc.query(
        """
        select column_name, udt_name from information_schema.columns
        where table_schema = 'public' and table_name = ? and is_identity = 'NO'
        order by ordinal_position
        """,
        row -> {
          columns.put(row.getString(1), row.getString(2));
        },
        name);
    String texts =
        columns.keySet().stream()
            .map(column -> column + "::text")
            .collect(Collectors.joining(", "));
    String sql =
        "select %s from %s t where strpos(t::text, ?) > 0 or strpos(t::text, ?) > 0"
            .formatted(texts, name);
    return new SeedTable(
        name,
        columns,
        jdbc.query(
            sql,
            (row, n) -> {
              List<String> values = new ArrayList<>();
              for (int i = 1; i <= columns.size(); i++) {
                values.add(row.getString(i));
              }
              return values;
            },
            sagaId,
            partnerId));
  }

  /**
   * Inserts copies number {@code ?} to {@code ?}.
   *
   * @param names what is another in each copy, and the SQL text that says so of copy {@code n}
   */
  String copies(Map<String, String> names) {
    Map<String, String> local = new LinkedHashMap<>();
    Pattern any =
        Pattern.compile(
            names.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|")));
    List<String> types = List.copyOf(columns.values());
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(value(row.get(i), types.get(i), any, local));
      }
      lines.add("(" + String.join(", ", values) + ")");
    }
    String made =
        local.entrySet().stream()
            .map(name -> names.get(name.getKey()) + " as " + name.getValue())
            .collect(Collectors.joining(", "));
    return """
        insert into %s (%s) select v.* from generate_series(?, ?) n
        cross join lateral (select %s offset 0) names
        cross join lateral (values %s) v
        """
        .formatted(name, String.join(", ", columns.keySet()), made, String.join(",\n", lines));
  }

  private static String value(String text, String type, Pattern any, Map<String, String> local) {
    if (text == null) {
      return "null::" + type;
    }
    if (type.equals(TIME)) {
      return quoted(text) + "::timestamptz - n * interval '2 seconds'";
    }
    return TEXTS.contains(type) ? renamed(text, any, local) : quoted(text) + "::" + type;
  }

  private static String renamed(String text, Pattern any, Map<String, String> local) {
    StringBuilder sql = new StringBuilder();
    int end = 0;
    for (Matcher name = any.matcher(text); name.find(); end = name.end()) {
      String column = local.computeIfAbsent(name.group(), n -> "name" + local.size());
      sql.append(quoted(text.substring(end, name.start()))).append(" || ").append(column);
      sql.append(" || ");
    }
    return sql.append(quoted(text.substring(end))).toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
