package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;

/** A row that another transaction has locked delays its own saga and no other. */
@Timeout(60)
public class LockedRowsTest {

  private static final String OFTEN = "onboarding.sweeper.period=1s";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_batch_leaves_out_the_saga_that_is_locked_and_takes_it_when_it_is_free(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      List<String> sagas = IntStream.range(0, 7).mapToObj(i -> world.start("p" + i)).toList();
      List<Delivery> batch = take(world);
      Announcements announced = whileLocked(world, sagas.get(3), batch);
      List<Delivery> heldBack = announced.heldBack();
      world.publish(announced);
      assertThat(heldBack).containsExactly(batch.get(3));
      assertThat(world.queued).as("the others went on").hasSize(6);
      assertThat(world.participants.effects).doesNotContain(sagas.get(3) + " one");
      assertThat(world.saga(sagas.get(3)).steps().get("one").work().attempts()).isZero();

      world.handle(heldBack);
      world.runUntilQuiet();
      assertThat(sagas).allMatch(saga -> world.status(saga).equals("COMPLETED"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"three.undo", "completion"})
  void undo_and_completion_leave_out_what_is_locked_too(String queue) {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      List<String> sagas = List.of(world.start("acme"), world.start("bird"));
      if (queue.equals("completion")) {
        while (!world.queued.get(0).queue().equals(queue)) {
          world.handle(List.of(world.queued.remove(0)));
        }
      } else {
        world.runUntilQuiet();
        sagas.forEach(world::compensate);
      }
      List<Delivery> batch = take(world);
      Announcements announced =
          HeldRow.ofSaga(
              world,
              sagas.get(0),
              () ->
                  queue.equals("completion")
                      ? world.bean(SagaCompletion.class).execute(batch)
                      : world.bean(UndoExecution.class).execute("three", batch));

      assertThat(announced.heldBack()).containsExactly(batch.get(0));
      assertThat(announced.events()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_locked_saga_is_no_unknown_one(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      Delivery first = world.queued.get(0);
      String unknown = UUID.randomUUID().toString();
      Delivery stranger = world.delivery(first.queue(), first.body().replace(saga, unknown));
      whileLocked(world, saga, List.of(first, stranger));

      assertThat(world.jdbc().queryForList("select kind from dead_letter", String.class))
          .containsExactly("UNKNOWN_SAGA");
    }
  }

  @Test
  void a_lock_that_a_participant_meets_uses_up_no_attempt_and_no_time() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES, OFTEN)) {
      String saga = world.start("acme");
      Delivery message = world.queued.remove(0);
      world.participants.answers.put("one", LockedRowsTest::locked);
      for (int second = 0; second < 60; second++) {
        Announcements announced = world.bean(StepExecution.class).execute("one", List.of(message));
        assertThat(announced.heldBack()).containsExactly(message);
        passSeconds(world, 1);
      }
      assertThat(world.status(saga)).isEqualTo("INITIATED");
      assertThat(world.saga(saga).steps().get("one").work().attempts()).isZero();

      world.participants.answers.clear();
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @Test
  void a_batch_that_meets_a_lock_is_taken_apart_by_its_reader() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      world.start("acme");
      world.start("bird");
      world.participants.answers.put("one", LockedRowsTest::locked);

      assertThatThrownBy(() -> world.bean(StepExecution.class).execute("one", take(world)))
          .isInstanceOf(LockedOut.class);
    }
  }

  private static StepOutcome locked() {
    throw new CannotAcquireLockException("locked", new SQLException("", "55P03"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_all_readers_of_a_queue_share_is_waited_for_by_none(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("acme");
      world.handle(take(world));
      world.queued.clear();
      world.bean(DatabaseClock.class).advance(Duration.ofSeconds(2));
      String saga = world.start("bird");
      String progress = "update step_progress set reached_at = reached_at where queue = ?";
      String heartbeat = "update sweeper_pulse set beat_at = beat_at where id = ?";
      HeldRow.changed(
          world,
          progress,
          "one",
          () ->
              HeldRow.changed(
                  world,
                  heartbeat,
                  1,
                  () -> {
                    world.handle(take(world));
                    return passSeconds(world, 1);
                  }));

      assertThat(world.status(saga)).isEqualTo("ONE_DONE");
    }
  }

  private static Announcements whileLocked(SagaWorld world, String saga, List<Delivery> batch) {
    return HeldRow.ofSaga(world, saga, () -> world.bean(StepExecution.class).execute("one", batch));
  }

  public static SagaWorld passSeconds(SagaWorld world, int seconds) {
    for (int second = 0; second < seconds; second++) {
      world.pass(Duration.ofSeconds(1));
    }
    return world;
  }

  private static List<Delivery> take(SagaWorld world) {
    List<Delivery> batch = new ArrayList<>(world.queued);
    world.queued.clear();
    return batch;
  }
}
