package com.hexabuilders.onboarding.benchmark;

import com.hexabuilders.onboarding.harness.RealPostgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills the store with copies of one finished onboarding: all its rows in all tables, each copy
 * with ids of its own, another partner, and two seconds earlier. Indexes are dropped meanwhile and
 * made again, so that they and the statistics are as good as after years of use and a vacuum.
 */
final class Seed {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final String PREFIX = "seed-";

  private final JdbcTemplate jdbc;
  private final List<SeedTable> tables = new ArrayList<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private int size;

  /** Of the onboarding of this partner, which has to be the only one and final. */
  Seed(RealPostgres postgres, String partnerId) {
    jdbc = new JdbcTemplate(postgres.dataSource());
    String sagaId =
        jdbc.queryForObject(
            "select saga_id from saga where partner_id = ?", String.class, partnerId);
    jdbc
        .queryForList(
            """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE'
            """,
            String.class)
        .stream()
        .map(table -> SeedTable.read(jdbc, table, sagaId, partnerId))
        .filter(table -> !table.rows().isEmpty())
        .forEach(tables::add);
    names.put(partnerId, "('" + PREFIX + "' || n)");
    tables.forEach(this::findIds);
  }

  /** The id of a copy's partner. */
  static String partner(int number) {
    return PREFIX + number;
  }

  int size() {
    return size;
  }

  /** Makes copies until there are so many; says how long it took. */
  void growTo(int wanted) {
    if (wanted <= size) {
      return;
    }
    double start = System.nanoTime() / 1e9;
    for (SeedTable table : tables) {
      List<SeedIndex> indexes = SeedIndex.of(jdbc, table.name());
      indexes.forEach(index -> jdbc.execute(index.drop()));
      jdbc.update(table.copies(names), size + 1, wanted);
      indexes.forEach(index -> jdbc.execute(index.create()));
      jdbc.execute("vacuum (analyze) " + table.name());
    }
    jdbc.execute("checkpoint");
    size = wanted;
    String database =
        jdbc.queryForObject(
            "select pg_size_pretty(pg_database_size(current_database()))", String.class);
    System.out.printf(
        "%d sagas in the store after %.0f s, %s%n",
        size, System.nanoTime() / 1e9 - start, database);
  }

  /** In the middle of all sagas. */
  Instant middle() {
    return jdbc.queryForObject(
            "select min(created_at) + (max(created_at) - min(created_at)) / 2 from saga",
            OffsetDateTime.class)
        .toInstant();
  }

  /** Every UUID of the rows, and the key of a claim that says nothing of saga or partner. */
  private void findIds(SeedTable table) {
    for (List<String> row : table.rows()) {
      for (String value : row) {
        if (value != null) {
          UUID.matcher(value).results().forEach(id -> rename(id.group()));
        }
      }
      if (table.name().equals("claim")) {
        String key = row.get(List.copyOf(table.columns().keySet()).indexOf("claim_key"));
        if (names.keySet().stream().noneMatch(key::contains)) {
          rename(key);
        }
      }
    }
  }

  private void rename(String id) {
    names.put(id, "md5('%s' || n)::uuid::text".formatted(id));
  }
}
