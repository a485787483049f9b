package com.hexabuilders.onboarding.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** How many more sagas may begin. */
class RunningSagasTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_was_begun_since_the_database_was_asked_counts(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.active.max=3")) {
      RunningSagas running = world.bean(RunningSagas.class);
      assertThat(running.room()).isEqualTo(3);
      world.start("a");
      assertThat(running.room()).isEqualTo(2);
      world.start("a"); // the same again
      assertThat(running.room()).isEqualTo(2);
      world
          .bean(SagaStarts.class)
          .start(
              SagaWorld.TYPE,
              List.of(
                  SagaWorld.request("b", "content", StartSource.REST, null),
                  SagaWorld.request("c", "content", StartSource.REST, null)));
      assertThat(running.isFull()).isTrue();
      world.runUntilQuiet(); // the first ends
      await().until(() -> running.room() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void several_instances_keep_the_limit_together(TestDatabase database) {
    try (SagaWorld one = new SagaWorld(database, "onboarding.active.max=40");
        SagaWorld other = new SagaWorld(one.jdbc().getDataSource(), "onboarding.active.max=40")) {
      List<SagaWorld> instances = List.of(one, other);
      instances.forEach(world -> assertThat(world.bean(RunningSagas.class).room()).isEqualTo(40));
      boolean open = true;
      for (int begun = 0; open; begun += 5) {
        open = false;
        for (SagaWorld world : instances) {
          if (!world.bean(RunningSagas.class).isFull()) {
            open = true;
            String first = (world == one ? "one-" : "other-") + begun;
            world.bean(SagaStarts.class).start(SagaWorld.TYPE, five(first));
          }
        }
      }
      assertThat(one.jdbc().queryForObject("select count(*) from saga", Integer.class))
          .isBetween(40, 50);
    }
  }

  private static List<StartRequest> five(String first) {
    return IntStream.range(0, 5)
        .mapToObj(i -> SagaWorld.request(first + "-" + i, "content", StartSource.REST, null))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_has_ended_meanwhile_closes_nothing(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.active.max=1")) {
      RunningSagas running = world.bean(RunningSagas.class);
      for (String partner : List.of("a", "b", "c")) {
        assertThat(running.isFull()).isFalse();
        world.start(partner);
        world.runUntilQuiet();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_that_is_rolled_back_takes_no_room(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.active.max=2")) {
      RunningSagas running = world.bean(RunningSagas.class);
      assertThat(running.room()).isEqualTo(2);
      world
          .bean(TransactionTemplate.class)
          .executeWithoutResult(
              transaction -> {
                world.start("a");
                transaction.setRollbackOnly();
              });
      assertThat(running.room()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void nobody_asks_in_turn_while_the_database_takes_its_time_to_fail(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.active.max=2")) {
      JdbcTemplate away =
          mock(
              JdbcTemplate.class,
              call -> {
                new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS); // nobody ever counts
                throw new QueryTimeoutException("away");
              });
      RunningSagas running = new RunningSagas(away, world.bean(SagaSettings.class));
      assertThat(running.room()).isEqualTo(2);
      assertThat(running.room()).isEqualTo(2);
      assertThat(mockingDetails(away).getInvocations()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void nobody_waits_while_another_counts(TestDatabase database) throws Exception {
    try (SagaWorld world = new SagaWorld(database, "onboarding.active.max=5")) {
      CountDownLatch counting = new CountDownLatch(1);
      CountDownLatch counted = new CountDownLatch(1);
      AtomicInteger times = new AtomicInteger();
      JdbcTemplate slow =
          mock(
              JdbcTemplate.class,
              call -> {
                if (times.incrementAndGet() > 1) {
                  counting.countDown();
                  counted.await(20, TimeUnit.SECONDS);
                }
                return times.get();
              });
      RunningSagas running = new RunningSagas(slow, world.bean(SagaSettings.class));
      assertThat(running.room()).isEqualTo(4);
      Future<Integer> other =
          CompletableFuture.supplyAsync(
              () -> await().until(running::room, room -> counting.getCount() == 0));
      counting.await();
      running.begun(1);
      assertThat(running.room()).isEqualTo(3); // by the first answer
      assertThat(times).hasValue(2);
      counted.countDown();
      assertThat(other.get()).isEqualTo(2);
    }
  }
}
