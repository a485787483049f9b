package com.hexabuilders.onboarding.saga.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.PatientAnnouncer;
import com.hexabuilders.onboarding.saga.journal.RunningSagas;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import com.hexabuilders.onboarding.saga.start.QueueStarts.Drop;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters of dropped starts, replayed one by one and many at once. */
class ReplayBatchesTest {

  private static final LetterFilter OPEN = new LetterFilter(null, null, null, "OPEN");
  private static final AuditEntry.Actor BY = AuditEntry.Actor.LOCAL;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_that_was_given_up_starts_edited_and_only_once(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String letter = drop(world, "{\"partner_id\":\"acme\"}");
      LetterActs acts = world.bean(LetterActs.class);
      assertThat(acts.retry(letter, null, BY)).isInstanceOf(LetterReply.Faulty.class);
      ObjectNode edited = EventJson.object().put("partner_id", "acme").put("nombre", "Acme");
      LetterReply.Replayed replayed = (LetterReply.Replayed) acts.retry(letter, edited, BY);
      assertThat(acts.retry(letter, edited, BY))
          .isInstanceOfSatisfying(
              LetterReply.Refused.class, refused -> assertThat(refused.settled()).isTrue());
      world.runUntilQuiet();

      assertThat(world.status(replayed.sagaId())).isEqualTo("COMPLETED");
      assertThat(sagas(world)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_whose_partner_is_busy_stays_open_and_works_later(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String letter = drop(world, "{\"partner_id\":\"acme\",\"nombre\":\"Acme\"}");
      world.start("acme");
      LetterActs acts = world.bean(LetterActs.class);
      assertThat(acts.retry(letter, null, BY)).isInstanceOf(LetterReply.Refused.class);
      world.runUntilQuiet();
      assertThat(acts.retry(letter, null, BY)).isInstanceOf(LetterReply.Replayed.class);
      assertThat(sagas(world)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_selection_is_frozen_limited_and_survives_a_restart(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      IntStream.range(0, 5).forEach(i -> drop(world, start(i)));
      drop(world, "{\"partner_id\":\"bad\"}");
      ReplayBatches.Begun batch = world.bean(ReplayBatches.class).matching(OPEN, 2, BY);
      assertThat(batch).isEqualTo(new ReplayBatches.Begun(batch.batchId(), 6, 0));
      String late = drop(world, start(9));
      world.bean(LetterActs.class).discard(firstWaiting(world), "Not needed.", BY);

      ReplayBatchWorker before = world.bean(ReplayBatchWorker.class);
      before.goOn();
      assertThat(before.goOn()).isBetween(Duration.ofMillis(100), Duration.ofMillis(500));
      assertThat(states(world)).containsEntry("WAITING", 5L).containsEntry("SKIPPED", 1L);
      ReplayBatchWorker after = another(world);
      for (int i = 0; i < 6; i++) {
        world.bean(DatabaseClock.class).advance(Duration.ofMillis(500));
        after.goOn();
      }

      assertThat(states(world)).isEqualTo(Map.of("OK", 4L, "FAILED", 1L, "SKIPPED", 1L));
      assertThat(world.jdbc().queryForObject("select state from replay_batch", String.class))
          .isEqualTo("DONE");
      assertThat(sagas(world)).isEqualTo(4);
      assertThat(world.bean(DeadLetters.class).find(late).orElseThrow().isOpen()).isTrue();
      world.runUntilQuiet();
      assertThat(world.bean(AuditLog.class).firstBroken()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void many_instances_replay_every_letter_once(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      IntStream.range(0, 30).forEach(i -> drop(world, start(i)));
      world.bean(ReplayBatches.class).matching(OPEN, 100, BY);
      world.bean(DatabaseClock.class).advance(Duration.ofSeconds(1));
      List<CompletableFuture<Void>> instances =
          IntStream.range(0, 3).mapToObj(i -> run(another(world))).toList();
      instances.forEach(CompletableFuture::join);

      assertThat(states(world)).isEqualTo(Map.of("OK", 30L));
      assertThat(sagas(world)).isEqualTo(30);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void chosen_letters_are_taken_once_and_unknown_ones_skipped(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String letter = drop(world, start(1));
      List<String> ids = List.of(letter, "unknown", letter);
      assertThat(world.bean(ReplayBatches.class).of(ids, 100, BY).total()).isEqualTo(2);
      run(world.bean(ReplayBatchWorker.class)).join();
      assertThat(states(world)).isEqualTo(Map.of("OK", 1L, "SKIPPED", 1L));
    }
  }

  /** Works until no batch is left. */
  private static CompletableFuture<Void> run(ReplayBatchWorker work) {
    return CompletableFuture.runAsync(
        () -> {
          Duration idle = Duration.ofSeconds(1);
          for (int i = 0; i < 100_000 && !work.goOn().equals(idle); i++) {
            Thread.onSpinWait();
          }
        });
  }

  private static ReplayBatchWorker another(SagaWorld world) {
    return new ReplayBatchWorker(
        world.bean(TransactionTemplate.class),
        new ReplayRows(world.jdbc()),
        world.bean(LetterReplay.class),
        world.bean(PatientAnnouncer.class),
        world.bean(RunningSagas.class),
        world.bean(RunningTransactions.class),
        world.bean(DatabaseClock.class));
  }

  private static String start(int i) {
    return "{\"partner_id\":\"p-%d\",\"nombre\":\"Partner %d\"}".formatted(i, i);
  }

  /** Drops a start that is given up, and returns its letter. */
  private static String drop(SagaWorld world, String body) {
    Delivery delivery = world.delivery("start", body);
    world
        .bean(QueueStarts.class)
        .accept(
            SagaWorld.TYPE,
            List.of(Drop.refused(delivery, DeadLetterKind.MALFORMED, "It cannot be read.")));
    return DeadLetters.of(delivery, DeadLetterKind.MALFORMED, "", List.of(), null, Instant.EPOCH)
        .id();
  }

  private static String firstWaiting(SagaWorld world) {
    return world
        .jdbc()
        .queryForObject("select letter_id from replay_item where position = 1", String.class);
  }

  private static Map<String, Long> states(SagaWorld world) {
    return world
        .jdbc()
        .query(
            "select state, count(*) from replay_item group by state",
            (row, n) -> Map.entry(row.getString(1), row.getLong(2)))
        .stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static int sagas(SagaWorld world) {
    return world.jdbc().queryForObject("select count(*) from saga", Integer.class);
  }
}
