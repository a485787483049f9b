package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import com.hexabuilders.onboarding.saga.deadletter.LetterReply;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Erasing a partner while one of its dead letters is replayed: one comes after the other. */
class ErasureRaceTest {

  private static final int ROUNDS = 4;

  private final SagaWorld world = new SagaWorld(TestDatabase.POSTGRES);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_replay_that_came_first_begins_its_saga_and_the_erasing_is_refused() {
    for (int round = 0; round < ROUNDS; round++) {
      String partner = "replayed" + round;
      String letter = letter(partner);
      var replay = new Job<>(() -> LetterDesk.retry(world, letter, null));
      var erasing = new Job<>(() -> erase(partner));
      inThisOrder(partner, replay, erasing);

      assertThat(replay.result()).isInstanceOf(LetterReply.Replayed.class);
      assertThat(erasing.result()).isInstanceOf(ActReply.Refused.class);
    }
  }

  @Test
  void a_replay_that_came_second_finds_the_body_erased() {
    for (int round = 0; round < ROUNDS; round++) {
      String partner = "erased" + round;
      String letter = letter(partner);
      var erasing = new Job<>(() -> erase(partner));
      var replay = new Job<>(() -> LetterDesk.retry(world, letter, null));
      inThisOrder(partner, erasing, replay);

      assertThat(erasing.result()).isInstanceOf(ActReply.PartnerErased.class);
      assertThat(replay.result()).isInstanceOf(LetterReply.Faulty.class);
    }
    assertThat(world.jdbc().queryForList("select * from personal_data")).isEmpty();
  }

  @Test
  void a_letter_that_came_during_the_erasing_and_is_replayed_at_once_breaks_neither() {
    for (int round = 0; round < ROUNDS; round++) {
      String partner = "late" + round;
      world.start(partner);
      world.runUntilQuiet();
      var erasing = new Job<>(() -> erase(partner));
      var letter = new Job<>(() -> givenUp(partner));
      var replay = new Job<>(() -> LetterDesk.retry(world, letter.result(), null));
      world
          .bean(TransactionTemplate.class)
          .executeWithoutResult(
              transaction -> {
                world.bean(Claims.class).claim(Journal.RUNNING_PARTNER, Map.of(partner, "another"));
                erasing.begin();
                awaitWaiting(1);
                letter.begin();
                letter.result();
                replay.begin();
                awaitWaiting(2);
                transaction.setRollbackOnly();
              });

      boolean erased = erasing.result() instanceof ActReply.PartnerErased;
      assertThat(replay.result())
          .isInstanceOf(erased ? LetterReply.Faulty.class : LetterReply.Replayed.class);
      world.runUntilQuiet();
    }
  }

  /** Both wait, the first for a start that is going on and then fails, before any may go on. */
  private void inThisOrder(String partner, Job<?> first, Job<?> second) {
    world
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            transaction -> {
              world.bean(Claims.class).claim(Journal.RUNNING_PARTNER, Map.of(partner, "another"));
              first.begin();
              awaitWaiting(1);
              second.begin();
              awaitWaiting(2);
              transaction.setRollbackOnly();
            });
  }

  private void awaitWaiting(int threads) {
    await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == threads);
  }

  private int waiting() {
    String sql =
        "select count(*) from pg_stat_activity"
            + " where wait_event_type = 'Lock' and datname = current_database()";
    return world.jdbc().queryForObject(sql, Integer.class);
  }

  /** A start of a partner with an ended saga that was given up. */
  private String letter(String partner) {
    world.start(partner);
    world.runUntilQuiet();
    return givenUp(partner);
  }

  private String givenUp(String partner) {
    String body = "{\"partner_id\": \"%s\", \"nombre\": \"x\"}".formatted(partner);
    QueueStarts.Drop drop =
        QueueStarts.Drop.refused(
            world.delivery("start", body), DeadLetterKind.MALFORMED, "Unreadable then.");
    world.bean(QueueStarts.class).accept(SagaWorld.TYPE, List.of(drop));
    String sql = "select id from dead_letter order by received_at desc limit 1";
    return world.jdbc().queryForObject(sql, String.class);
  }

  private ActReply erase(String partner) {
    return world
        .bean(PartnerActs.class)
        .erase(partner, Set.of(), "Because.", AuditEntry.Actor.LOCAL);
  }

  /** An act in a thread of its own. */
  private static final class Job<T> {
    private final Supplier<T> act;
    private CompletableFuture<T> running;

    Job(Supplier<T> act) {
      this.act = act;
    }

    void begin() {
      running = CompletableFuture.supplyAsync(act);
    }

    T result() {
      return running.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }
}
