package com.hexabuilders.onboarding.saga.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.deadline.Sweeper;
import com.hexabuilders.onboarding.saga.journal.Announcements.Announcement;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.ConnectionCallback;

/** Due times of all lengths, many at once, and judged by many instances: each fires once. */
class TimersTest {

  private static final int SAGAS = 100;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_hundred_timers_that_fell_due_while_down_fire_once_on_three_instances(
      TestDatabase database) {
    String[] patience = {"onboarding.steps.two.person-timeout=7d"};
    try (SagaWorld first = new SagaWorld(database, patience)) {
      first.participants.answers.put("two", () -> new StepOutcome.Waiting("Somebody has to look."));
      List<String> sagas = IntStream.range(0, SAGAS).mapToObj(i -> first.start("p" + i)).toList();
      first.runUntilQuiet();
      try (SagaWorld second = new SagaWorld(first.jdbc().getDataSource(), patience);
          SagaWorld third = new SagaWorld(first.jdbc().getDataSource(), patience)) {
        List<SagaWorld> instances = List.of(first, second, third);
        instances.forEach(world -> world.observed.clear());
        sweepTogether(instances, Duration.ofDays(8));

        List<Announcement> told =
            instances.stream().flatMap(world -> world.observed.stream()).toList();
        assertThat(told.stream().filter(event -> event.type().equals("AllFailed"))).hasSize(SAGAS);
        instances.forEach(SagaWorld::runUntilQuiet);
      }
      for (String saga : sagas) {
        assertThat(first.status(saga)).isEqualTo("COMPENSATED");
        assertThat(first.story(saga)).containsOnlyOnce("StepTimedOut two");
        SagaStoriesTest.assertRowIsFold(first, saga);
      }
    }
  }

  private static void sweepTogether(List<SagaWorld> instances, Duration later) {
    List<CompletableFuture<Void>> sweeps = new ArrayList<>();
    for (SagaWorld world : instances) {
      world.bean(DatabaseClock.class).advance(later);
      sweeps.add(CompletableFuture.runAsync(() -> world.bean(Sweeper.class).sweep()));
    }
    sweeps.forEach(CompletableFuture::join);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.02S", "PT2S", "PT24H", "PT2160H"})
  void a_deadline_may_be_milliseconds_or_ninety_days(Duration timeout) {
    String setting = "onboarding.steps.two.timeout=" + timeout;
    try (SagaWorld world =
        new SagaWorld(
            TestDatabase.POSTGRES,
            setting,
            "onboarding.steps.two.delayed-retries=0",
            "onboarding.steps.two.immediate-retries=0")) {
      String saga = world.start("acme");
      world.handle(List.of(world.queued.remove(0)));
      world.pass(timeout.multipliedBy(9).dividedBy(10));
      assertThat(world.status(saga)).isEqualTo("ONE_DONE");
      assertThat(world.queued).as("sent, and sent again").hasSize(2);
      world.queued.clear();
      world.pass(timeout);
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.saga(saga).failure().reason())
          .isEqualTo("The step was not done within %s.".formatted(Sentences.duration(timeout)));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_comes_after_the_deadline_is_late_and_has_no_effect(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.handle(List.of(world.queued.remove(0)));
      Delivery late = world.queued.remove(0);
      world.pass(Duration.ofSeconds(20));
      world.queued.clear();
      world.pass(Duration.ofSeconds(20));
      world.handle(List.of(late));
      assertThat(world.status(saga)).isEqualTo("COMPENSATING");
      world.runUntilQuiet();
      world.handle(List.of(world.delivery(late.queue(), late.body())));

      assertThat(world.queued).isEmpty();
      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.participants.calls).doesNotContain("do two").contains("undo one");
      assertThat(world.participants.effects).isEmpty();
    }
  }

  @Test
  void a_database_that_refuses_writes_uses_up_no_retry() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      String saga = world.start("acme");
      refuseWrites(world, "on");
      Delivery delivery = world.queued.get(0);
      assertThatThrownBy(() -> world.handle(List.of(delivery)))
          .isInstanceOf(InfrastructureTrouble.class);
      assertThatThrownBy(() -> world.pass(Duration.ofMinutes(1)))
          .isInstanceOf(InfrastructureTrouble.class);
      assertThatThrownBy(() -> world.start("later")).isInstanceOf(InfrastructureTrouble.class);
      refuseWrites(world, "off");
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.saga(saga).steps().get("one").work().attempts()).isEqualTo(1);
      assertThat(world.story(saga)).noneMatch(entry -> entry.startsWith("StepRetry"));
    }
  }

  /** As a database does that has become a replica, or whose disk is full. */
  private static void refuseWrites(SagaWorld world, String onOrOff) {
    HikariDataSource pool = (HikariDataSource) world.jdbc().getDataSource();
    world
        .jdbc()
        .execute(
            (ConnectionCallback<Void>)
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    String here = connection.getCatalog();
                    statement.execute("set default_transaction_read_only = off");
                    statement.execute(
                        "alter database %s set default_transaction_read_only = %s"
                            .formatted(here, onOrOff));
                  }
                  return null;
                });
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_saga_that_cannot_be_written_does_not_stop_the_clock_of_the_others(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String bad = world.start("bad");
      String good = world.start("good");
      world.queued.clear();
      world.pass(Duration.ofSeconds(6));
      world.queued.clear();
      world
          .jdbc()
          .execute(
              "alter table saga_log add constraint bug"
                  + " check (type <> 'StepTimedOut' or saga_id <> '%s')".formatted(bad));
      world.pass(Duration.ofSeconds(25));
      assertThat(world.status(good)).isEqualTo("COMPENSATING");
      assertThat(world.status(bad)).isEqualTo("INITIATED");

      world.jdbc().execute("alter table saga_log drop constraint bug");
      world.pass(Duration.ofSeconds(11));
      assertThat(world.status(bad)).isEqualTo("COMPENSATING");
    }
  }
}
