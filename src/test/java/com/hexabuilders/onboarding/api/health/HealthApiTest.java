package com.hexabuilders.onboarding.api.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.intake.RestStarts;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;

class HealthApiTest {

  private final DataSource database = TestDatabase.H2.fresh();
  private final RestStarts starts = mock(RestStarts.class);
  private final HealthProbe databaseProbe = new DatabaseProbe(database, starts);

  @Test
  void is_healthy_if_every_component_is() {
    new SagaRows(database).define();
    Reply reply = health(databaseProbe, probe("broker", () -> true), probe("routes", () -> true));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("status").asText()).isEqualTo("healthy");
    assertThat(reply.body().get("saga_types").toString()).isEqualTo("[\"partner_onboarding\"]");
    assertThat(reply.body().get("components").toString())
        .isEqualTo("{\"database\":\"healthy\",\"broker\":\"healthy\",\"routes\":\"healthy\"}");
  }

  @Test
  void is_degraded_if_something_is_only_late() {
    Reply reply = health(databaseProbe, probe("sweeper", () -> false));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().get("status").asText()).isEqualTo("degraded");
  }

  @Test
  void is_unhealthy_if_the_broker_hangs_and_asks_it_only_once() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    HealthProbe hanging =
        probe(
            "broker",
            () -> {
              asked.incrementAndGet();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return true;
            });
    HealthChecks checks = new HealthChecks(List.of(databaseProbe, hanging));
    assertThat(api(checks).health().status()).isEqualTo(503);
    assertThat(api(checks).health().body().get("status").asText()).isEqualTo("unhealthy");
    assertThat(asked).hasValue(1);
    never.countDown();
  }

  @Test
  void asks_every_component_once_a_second_however_many_ask() {
    AtomicInteger asked = new AtomicInteger();
    AtomicLong time = new AtomicLong();
    HealthProbe probe = probe("broker", () -> asked.incrementAndGet() > 0);
    HealthChecks checks = new HealthChecks(List.of(probe), time::get);
    checks.results();
    checks.results();
    assertThat(asked).hasValue(1);
    time.addAndGet(HealthChecks.FRESH.toNanos() + 1);
    assertThat(checks.results()).containsEntry("broker", true);
    assertThat(asked).hasValue(2);
  }

  @Test
  void is_unhealthy_if_the_database_is_away() {
    HealthProbe broken =
        probe(
            "database",
            () -> {
              throw new IllegalStateException("away");
            });
    Reply reply = health(broken, probe("broker", () -> true));
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsKey("Retry-After");
    assertThat(reply.body().get("components").get("database").asText()).isEqualTo("unhealthy");
  }

  @Test
  void is_unhealthy_if_no_start_can_be_written() {
    DataSource postgres = TestDatabase.POSTGRES.fresh();
    JdbcTemplate jdbc = new JdbcTemplate(postgres);
    HealthProbe probe = new DatabaseProbe(postgres, starts);
    assertThat(health(probe).status()).isEqualTo(200);
    jdbc.execute("alter table saga_log rename to moved");
    assertThat(health(probe).status()).isEqualTo(503);
    jdbc.execute("alter table moved rename to saga_log");
    assertThat(health(probe).status()).isEqualTo(200);
    when(starts.areFailing()).thenReturn(true);
    assertThat(health(probe).status()).isEqualTo(503);
  }

  /** Every instance writes the same row: who has locked it must not make them all unhealthy. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void is_healthy_though_somebody_has_locked_the_row_that_is_written(TestDatabase database)
      throws SQLException {
    DataSource source = database.fresh();
    try (Connection holder = source.getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().executeUpdate("update health_probe set id = 1");
      assertThat(health(new DatabaseProbe(source, starts)).status()).isEqualTo(200);
      holder.rollback();
    }
  }

  @Test
  void is_unhealthy_if_the_database_only_reads() {
    HikariDataSource postgres = (HikariDataSource) TestDatabase.POSTGRES.fresh();
    JdbcTemplate jdbc = new JdbcTemplate(postgres);
    String name = jdbc.queryForObject("select current_database()", String.class);
    jdbc.execute("alter database " + name + " set default_transaction_read_only = on");
    postgres.getHikariPoolMXBean().softEvictConnections();
    Reply reply = health(new DatabaseProbe(postgres, starts));
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body().get("components").get("database").asText()).isEqualTo("unhealthy");
  }

  @Test
  void is_not_ready_without_routes_and_stays_ready_if_something_is_only_late() {
    assertThat(ready(probe("routes", () -> false))).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(ready(probe("broker", () -> false))).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(ready(probe("sweeper", () -> false))).isEqualTo(Status.UP);
  }

  private Status ready(HealthProbe probe) {
    return new Readiness(new HealthChecks(List.of(databaseProbe, probe))).health().getStatus();
  }

  private Reply health(HealthProbe... probes) {
    return api(new HealthChecks(List.of(probes))).health();
  }

  private HealthApi api(HealthChecks checks) {
    return new HealthApi(checks, SagaRows.definitions(database), Clock.systemUTC());
  }

  private static HealthProbe probe(String component, BooleanSupplier answer) {
    return new HealthProbe() {
      @Override
      public String component() {
        return component;
      }

      @Override
      public boolean healthy() {
        return answer.getAsBoolean();
      }
    };
  }
}
