package com.hexabuilders.onboarding.proof.benchmark;

import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /** What the ids of the copies' partners begin with, before a dash and their number. */
  static final String PREFIX = "seed";

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
        .sorted(Comparator.comparing(table -> -table.rows().size()))
        .forEach(tables::add);
    names.put(partnerId, "('" + PREFIX + "-' || n)");
    tables.forEach(this::findIds);
  }

  /** The id of a copy's partner. */
  static String partner(int number) {
    return PREFIX + "-" + number;
  }

  int size() {
    return size;
  }

  /** Makes copies until there are so many, two tables at a time; says how long it took. */
  void growTo(int wanted) throws Exception {
    if (wanted <= size) {
      return;
    }
    double start = System.nanoTime() / 1e9;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> copied = new ArrayList<>();
      tables.forEach(table -> copied.add(threads.submit(() -> copy(table, size + 1, wanted))));
      for (Future<?> table : copied) {
        table.get();
      }
    } finally {
      threads.shutdownNow();
    }
    jdbc.execute("checkpoint");
    size = wanted;
    String bytes = "select pg_size_pretty(pg_database_size(current_database()))";
    System.out.printf(
        "%d sagas in the store after %.0f s, %s%n",
        size, System.nanoTime() / 1e9 - start, jdbc.queryForObject(bytes, String.class));
  }

  private void copy(SeedTable table, int from, int to) {
    List<SeedIndex> indexes = SeedIndex.of(jdbc, table.name());
    indexes.forEach(index -> jdbc.execute(index.drop()));
    jdbc.update(table.copies(names), from, to);
    indexes.forEach(index -> jdbc.execute("set maintenance_work_mem = '1GB'; " + index.create()));
    jdbc.execute("vacuum (analyze) " + table.name());
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
