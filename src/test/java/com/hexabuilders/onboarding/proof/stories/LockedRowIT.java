package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static com.hexabuilders.onboarding.proof.stories.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that somebody has locked by hand: their saga waits for them, and no other does. */
@ExtendWith(PostgresStage.class)
class LockedRowIT {

  @Test
  void a_locked_claim_and_a_locked_saga_delay_no_other_saga_and_use_up_no_attempt()
      throws Exception {
    PackagedApp app = PostgresStage.app();
    try (Connection claim = session();
        Connection saga = session()) {
      execute(
          claim,
          "insert into claim (kind, claim_key, saga_id) values ('live-email', ?, 'nobody')",
          "contact@locked-0.com");
      start(app, 0);
      List<String> others = IntStream.range(1, 20).mapToObj(i -> start(app, i)).toList();
      others.forEach(other -> assertThat(app.awaitFinal(other, SOON)).isNotNull());
      assertThat(status(app, "locked-0")).isEqualTo("INITIATED");

      execute(saga, "select * from saga where partner_id = ? for update", "locked-0");
      claim.rollback();
      Reply refused = app.post("/sagas/locked-0/compensate", "");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("detail").asText()).contains("Another transaction works on");
      assertThat(status(app, "locked-0")).isEqualTo("INITIATED");
      saga.rollback();
    }
    await("it goes on promptly")
        .atMost(Duration.ofSeconds(5))
        .until(() -> status(app, "locked-0").equals("COMPLETED"));
    Proof proof = Proof.of(PostgresStage.postgres().dataSource());
    proof.holds();
    assertThat(
            proof.rows(
                """
                select t.attempts from saga_step t join saga s on s.saga_id = t.saga_id
                where s.partner_id = 'locked-0' and t.attempts <> 1
                """))
        .isEmpty();
  }

  /** The first of them is at the head of the queue, and comes back to it if it is rolled back. */
  @Test
  void a_dropped_start_whose_claim_is_locked_delays_no_other_and_begins_once_when_it_is_free()
      throws Exception {
    PackagedApp app = PostgresStage.app();
    try (Connection claim = session();
        Queues queues = Queues.of(app)) {
      execute(
          claim,
          "insert into claim (kind, claim_key, saga_id) values ('running-partner', ?, 'nobody')",
          "dropped-0");
      queues.dropAll(orders(0, 150));
      for (int i = 1; i < 150; i++) {
        assertThat(app.awaitFinal("dropped-" + i, SOON)).isNotNull();
      }
      queues.dropAll(orders(150, 151));
      assertThat(app.awaitFinal("dropped-150", SOON)).isNotNull();
      assertThat(app.get("/sagas/dropped-0/status").status()).isEqualTo(404);
      claim.rollback();
    }
    await("it begins promptly")
        .atMost(Duration.ofSeconds(5))
        .until(() -> status(app, "dropped-0").equals("COMPLETED"));
    Proof proof = Proof.of(PostgresStage.postgres().dataSource());
    proof.holds();
    assertThat(proof.rows("select saga_id from saga where partner_id like 'dropped-%'"))
        .hasSize(151);
    assertThat(proof.rows("select id from dead_letter where partner_id like 'dropped-%'"))
        .isEmpty();
  }

  private static List<String> orders(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> order("dropped-" + i).toString()).toList();
  }

  private static String start(PackagedApp app, int number) {
    String partner = "locked-" + number;
    assertThat(app.start(order(partner).toString()).status()).isEqualTo(202);
    return partner;
  }

  private static String status(PackagedApp app, String partner) {
    return app.get("/sagas/" + partner + "/status").json().path("status").asText();
  }

  private static Connection session() throws SQLException {
    Connection session = PostgresStage.postgres().dataSource().getConnection();
    session.setAutoCommit(false);
    return session;
  }

  private static void execute(Connection session, String sql, String value) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.execute();
    }
  }
}
