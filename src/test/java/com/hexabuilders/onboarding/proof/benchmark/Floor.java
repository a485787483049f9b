package com.hexabuilders.onboarding.proof.benchmark;

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
 * connection of its own, one saga after the other. Of scenario A a saga is seven commits: its row;
 * five times the row of a step, the row of the step's effect and an update of the saga's row; the
 * final update. Of scenario B it is nine: its row; three steps; the refusal's row and update; three
 * times an effect deleted and the rows of step and saga updated; the final update. No messages, no
 * log, no deadlines, no check for copies.
 */
final class Floor {

  private static final int THREADS = 16;
  private static final int STEPS = 5;
  private static final int REFUSED = 4;
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
  long[] run(Scenario scenario, String name, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<Long>>> runs = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String prefix = name + "-" + i + "-";
      runs.add(threads.submit(() -> chain(scenario, prefix, end)));
    }
    LongStream all = LongStream.empty();
    for (Future<List<Long>> run : runs) {
      all = LongStream.concat(all, run.get().stream().mapToLong(Long::longValue));
    }
    threads.shutdown();
    return all.toArray();
  }

  private List<Long> chain(Scenario scenario, String prefix, long end) throws SQLException {
    List<Long> latencies = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statements statements = new Statements(connection)) {
      connection.setAutoCommit(false);
      for (int n = 0; System.nanoTime() < end; n++) {
        long start = System.nanoTime();
        saga(statements, prefix + n, scenario);
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies;
  }

  private static void saga(Statements statements, String id, Scenario scenario)
      throws SQLException {
    String content = ORDER.order(id);
    statements.run(statements.start, id, content);
    statements.commit();
    int done = scenario == Scenario.A ? STEPS : REFUSED - 1;
    for (int step = 1; step <= done; step++) {
      statements.run(statements.step, id, step, "DONE");
      statements.run(statements.effect, id + "-" + step, id, content);
      statements.run(statements.progress, "STEP_" + step, id);
      statements.commit();
    }
    if (scenario == Scenario.B) {
      undo(statements, id);
    }
    statements.run(statements.progress, scenario.end, id);
    statements.commit();
  }

  private static void undo(Statements statements, String id) throws SQLException {
    statements.run(statements.step, id, REFUSED, "REFUSED");
    statements.run(statements.progress, "COMPENSATING", id);
    statements.commit();
    for (int step = REFUSED - 1; step >= 1; step--) {
      statements.run(statements.noEffect, id + "-" + step);
      statements.run(statements.undone, id, step);
      statements.run(statements.progress, "UNDONE_" + step, id);
      statements.commit();
    }
  }

  /** Sagas that are not as they must be: each final, with all five effects or none. */
  static final String WRONG =
      """
      select id from floor_saga
        left join (select saga_id as id, count(*) as steps from floor_step group by 1) s using (id)
        left join (select saga_id as id, count(*) as effects from floor_effect group by 1) e using (id)
      where (status, coalesce(steps, 0), coalesce(effects, 0))
        not in (('COMPLETED', 5, 5), ('COMPENSATED', 4, 0))
      """;

  private static final class Statements implements AutoCloseable {
    final PreparedStatement start;
    final PreparedStatement step;
    final PreparedStatement effect;
    final PreparedStatement progress;
    final PreparedStatement noEffect;
    final PreparedStatement undone;
    private final Connection connection;

    Statements(Connection connection) throws SQLException {
      this.connection = connection;
      start = connection.prepareStatement("insert into floor_saga values (?, ?, 'NEW', now())");
      step = connection.prepareStatement("insert into floor_step values (?, ?, ?, '{}')");
      effect = connection.prepareStatement("insert into floor_effect values (?, ?, 'OK', ?)");
      progress =
          connection.prepareStatement(
              "update floor_saga set status = ?, updated_at = now() where id = ?");
      noEffect = connection.prepareStatement("delete from floor_effect where id = ?");
      undone =
          connection.prepareStatement(
              "update floor_step set status = 'UNDONE' where saga_id = ? and step = ?");
    }

    void commit() throws SQLException {
      connection.commit();
    }

    void run(PreparedStatement statement, Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
      for (PreparedStatement each : List.of(start, step, effect, progress, noEffect, undone)) {
        each.close();
      }
    }
  }
}
