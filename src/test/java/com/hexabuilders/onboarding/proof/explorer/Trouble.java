package com.hexabuilders.onboarding.proof.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.springframework.dao.DataAccessResourceFailureException;

/** Trouble from outside that begins while a thread stands at a failpoint and ends later. */
final class Trouble {

  /** Longer than the transaction's limit. */
  private static final Duration LASTS = Duration.ofSeconds(3);

  /** Longer than any time-out of a step. */
  private static final Duration STEP = Duration.ofSeconds(60);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GROWS = "generate_series(1, 100000)";
  private static final String OUTSIDER = "outsider";

  /** Shorter than the limit after which a thread in its participant counts as hung. */
  private static final Duration BRIEF = Duration.ofMillis(1_500);

  private final Stage stage;
  private boolean late;

  Trouble(Stage stage) {
    this.stage = stage;
  }

  /**
   * Whether trouble began so late that the thread at the failpoint counts as hung, and rightly so.
   */
  boolean isLate() {
    return late;
  }

  private void go(long begin) {
    late |= System.nanoTime() - begin > BRIEF.toNanos();
    stage.link.go();
  }

  /** No table of the database can grow. */
  void fillDisk() {
    long begin = System.nanoTime();
    stage.ground.disk.fill();
    assertThatThrownBy(() -> stage.jdbc.execute("create table room as select " + GROWS))
        .isInstanceOf(DataAccessResourceFailureException.class);
    go(begin);
    pass(LASTS);
    stage.ground.disk.makeRoom();
  }

  /** The database's clock is set to another time, and right again. */
  void stepClock(boolean forward) {
    long begin = System.nanoTime();
    stage.ground.postgres.clock().set(forward ? STEP : STEP.negated());
    OffsetDateTime told =
        stage.jdbc.queryForObject("select clock_timestamp()", OffsetDateTime.class);
    assertThat(Duration.between(Instant.now(), told).abs()).isCloseTo(STEP, STEP.dividedBy(2));
    go(begin);
    pass(LASTS);
    stage.ground.postgres.clock().set(Duration.ZERO);
  }

  /** Somebody else holds the rows of the cell's sagas, as soon as there are any. */
  void lockRows(String cell) {
    long begin = System.nanoTime();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    CompletableFuture<Void> held = CompletableFuture.runAsync(() -> hold(cell, asked));
    Awaitility.await().atMost(PATIENCE).until(() -> asked.isDone() || held.isDone() || waits());
    go(begin);
    try {
      held.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("Nobody could lock the rows of " + cell, e);
    }
  }

  private void hold(String cell, CompletableFuture<Boolean> asked) {
    try (Connection session = stage.jdbc.getDataSource().getConnection();
        Statement name = session.createStatement();
        PreparedStatement lock =
            session.prepareStatement(
                "select saga_id from saga where partner_id like ? order by saga_id for update")) {
      name.execute("set application_name = '" + OUTSIDER + "'");
      session.setAutoCommit(false);
      lock.setString(1, cell + "-%");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                boolean locked = lock.executeQuery().next();
                asked.complete(locked);
                return locked;
              });
      pass(LASTS);
      session.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean waits() {
    return stage.jdbc.queryForObject(
        "select exists (select 1 from pg_stat_activity"
            + " where application_name = ? and wait_event_type = 'Lock')",
        Boolean.class,
        OUTSIDER);
  }

  private static void pass(Duration time) {
    Awaitility.await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
  }
}
