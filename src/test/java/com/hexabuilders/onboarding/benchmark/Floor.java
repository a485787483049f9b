package com.hexabuilders.onboarding.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/**
 * What a chain of five steps written by hand costs on the same PostgreSQL: 16 threads, each with a
 * connection of its own, one saga after the other. A saga is seven commits: its row; five times the
 * row of a step, the row of the step's effect and an update of the saga's row; the final update. No
 * messages, no log, no deadlines, no check for copies.
 */
final class Floor {

  private static final int THREADS = 16;
  private static final int STEPS = 5;
  private static final Point ORDER = Point.of(Scenario.A, THREADS);

  private final DataSource database;

  Floor(DataSource database) throws SQLException {
    this.database = database;
    try (Connection connection = database.getConnection()) {
      connection
          .createStatement()
          .execute(
              """
              create table floor_saga (id varchar(60) primary key, content text not null,
                status varchar(30) not null, updated_at timestamp with time zone not null);
              create table floor_step (saga_id varchar(60), step integer, status varchar(30) not null,
                result text not null, primary key (saga_id, step));
              create table floor_effect (id varchar(70) primary key, saga_id varchar(60) not null,
                state varchar(20) not null, content text not null);
              """);
    }
  }

  /** Runs for that long and returns the nanoseconds of each saga. */
  long[] run(String name, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<Long>>> runs = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String prefix = name + "-" + i + "-";
      runs.add(threads.submit(() -> chain(prefix, end)));
    }
    LongStream all = LongStream.empty();
    for (Future<List<Long>> run : runs) {
      all = LongStream.concat(all, run.get().stream().mapToLong(Long::longValue));
    }
    threads.shutdown();
    return all.toArray();
  }

  private List<Long> chain(String prefix, long end) throws SQLException {
    List<Long> latencies = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statements statements = new Statements(connection)) {
      connection.setAutoCommit(false);
      for (int n = 0; System.nanoTime() < end; n++) {
        long start = System.nanoTime();
        saga(connection, statements, prefix + n);
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  private static void saga(Connection connection, Statements statements, String id)
      throws SQLException {
    String content = ORDER.order(id);
    statements.run(statements.start, id, content);
    connection.commit();
    for (int step = 1; step <= STEPS; step++) {
      statements.run(statements.step, id, step);
      statements.run(statements.effect, id + "-" + step, id, content);
      statements.run(statements.progress, "STEP_" + step, id);
      connection.commit();
    }
    statements.run(statements.progress, "COMPLETED", id);
    connection.commit();
  }

  /** Sagas that are not as they must be: each final with its five steps and effects. */
  static final String WRONG =
      """
      select id from floor_saga s where status <> 'COMPLETED'
        or (select count(*) from floor_step t where t.saga_id = s.id) <> 5
      """;

  private static final class Statements implements AutoCloseable {
    final PreparedStatement start;
    final PreparedStatement step;
    final PreparedStatement effect;
    final PreparedStatement progress;

    Statements(Connection connection) throws SQLException {
      start = connection.prepareStatement("insert into floor_saga values (?, ?, 'NEW', now())");
      step = connection.prepareStatement("insert into floor_step values (?, ?, 'DONE', '{}')");
      effect = connection.prepareStatement("insert into floor_effect values (?, ?, 'OK', ?)");
      progress =
          connection.prepareStatement(
              "update floor_saga set status = ?, updated_at = now() where id = ?");
    }

    void run(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      start.close();
      step.close();
      effect.close();
      progress.close();
    }
  }
}
