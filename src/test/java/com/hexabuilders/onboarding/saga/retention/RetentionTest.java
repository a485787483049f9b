package com.hexabuilders.onboarding.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.deadletter.LetterActs;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which sagas are archived and removed, and what is left of them. */
class RetentionTest {

  @TempDir Path folder;

  private OldSagas old() {
    return new OldSagas(folder);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_ended_long_ago_is_archived_with_everything_but_personal_data(TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      String completed = world.start("canary-1");
      world.runUntilQuiet();
      world.participants.refuses("three", "No.");
      String compensated = world.start("canary-2");
      world.runUntilQuiet();
      OldSagas.grow(world);
      world.participants.answers.clear();
      String young = world.start("young");
      world.runUntilQuiet();
      String running = world.start("running");
      List<String> story = world.story(compensated);
      OldSagas.pass(world);

      assertThat(OldSagas.kept(world)).containsExactlyInAnyOrder(young, running);
      for (String table : List.of("saga_step", "saga_log", "claim")) {
        assertThat(world.jdbc().queryForList("select distinct saga_id from " + table, String.class))
            .isSubsetOf(young, running);
      }
      assertThat(world.jdbc().queryForList("select subject_id from personal_data", String.class))
          .containsExactlyInAnyOrder(young, running);
      assertThat(old().archivedIds()).containsExactlyInAnyOrder(completed, compensated);
      ObjectNode line = lineOf(compensated);
      assertThat(line.at("/content/saga/0/status").asText()).isEqualTo("COMPENSATED");
      assertThat(line.at("/content/steps").findValuesAsText("step_name"))
          .containsExactlyElementsOf(SagaWorld.STEPS);
      assertThat(line.at("/content/log")).hasSize(story.size());
      assertThat(line.toString()).doesNotContain("nombre", "content_hash");
    }
  }

  private ObjectNode lineOf(String saga) {
    return old().archived().stream()
        .filter(line -> line.get("saga_id").asText().equals(saga))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothing_that_comes_late_for_a_removed_saga_has_an_effect(TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      world.participants.refuses("three", "No.");
      String saga = world.start("acme");
      List<Delivery> all = new ArrayList<>();
      while (!world.queued.isEmpty()) {
        all.add(world.queued.get(0));
        world.handle(List.of(world.queued.remove(0)));
      }
      String body = all.get(0).body().replace("\"type\":\"", "\"type\":\"Other");
      OldSagas.grow(world);
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
      int effects = world.participants.calls.size();

      all.forEach(straggler -> world.handle(List.of(straggler)));
      world.handle(List.of(world.delivery("completion", body)));
      world.compensate(saga);

      assertThat(world.participants.calls).hasSize(effects);
      assertThat(world.queued).isEmpty();
      assertThat(world.jdbc().queryForList("select * from dead_letter")).isEmpty();
      assertThat(OldSagas.kept(world)).isEmpty();
      String unknown = all.get(0).body().replace(saga, "00000000-0000-0000-0000-000000000000");
      world.handle(List.of(world.delivery("one", unknown)));
      assertThat(world.jdbc().queryForList("select kind from dead_letter", String.class))
          .containsExactly("UNKNOWN_SAGA");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_that_comes_again_after_removal_finds_the_removed_saga(TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      StartRequest byKey = SagaWorld.request("acme", "same", StartSource.REST, "key-1");
      StartRequest dropped = SagaWorld.request("nova", "same", StartSource.QUEUE, "jms ID:1");
      StartResult first = world.start(byKey);
      world.start(dropped);
      world.runUntilQuiet();
      world.jdbc().update("update saga set started_by = 'shop'");
      OldSagas.grow(world);
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
      assertThat(world.jdbc().queryForList("select started_by from saga_tombstone", String.class))
          .containsExactly("shop", "shop");

      StartRequest again = SagaWorld.request("acme", "same", StartSource.REST, "key-1");
      StartResult.Accepted accepted = (StartResult.Accepted) first;
      assertThat(world.start(again))
          .isEqualTo(
              new StartResult.Accepted(
                  accepted.sagaId(), "acme", "corr-acme", accepted.createdAt(), true, "shop"));
      assertThat(world.start(SagaWorld.request("acme", "other", StartSource.REST, "key-1")))
          .isEqualTo(new StartResult.IdentityReused(byKey.sagaId()));
      StartRequest copy = SagaWorld.request("nova", "same", StartSource.QUEUE, "jms ID:1");
      assertThat(((StartResult.Accepted) world.start(copy)).sagaId()).isEqualTo(dropped.sagaId());
      assertThat(OldSagas.kept(world)).isEmpty();
      assertThat(world.start("acme")).as("a start of its own").isIn(OldSagas.kept(world));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_open_dead_letter_keeps_its_saga_and_the_younger_ones_of_its_partner(
      TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      world.participants.breaks("two");
      String broken = world.start("acme");
      OperatorVerbsTest.exhaust(world);
      assertThat(world.status(broken)).isEqualTo("COMPENSATED");
      world.participants.answers.clear();
      String younger = world.start("acme");
      String other = world.start("other");
      world.runUntilQuiet();
      OldSagas.grow(world);
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).containsExactlyInAnyOrder(broken, younger);
      assertThat(old().archivedIds()).containsExactly(other);

      String letter = LetterDesk.letter(world);
      world.bean(LetterActs.class).discard(letter, "Seen.", LetterDesk.ANNA);
      OldSagas.pass(world);
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
      assertThat(world.jdbc().queryForList("select id from dead_letter")).isEmpty();
      assertThat(world.jdbc().queryForList("select * from personal_data")).isEmpty();
      ObjectNode line = lineOf(broken);
      assertThat(line.at("/content/dead_letters/0/id").asText()).isEqualTo(letter);
      assertThat(line.at("/content/dead_letters/0").has("body_sha256")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothing_is_removed_unless_a_time_is_set(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      assertThat(world.bean(RetentionSettings.class).isOn()).isFalse();
      world.bean(RetentionThread.class).start();
      assertThat(world.bean(RetentionThread.class).isRunning()).isFalse();
    }
  }
}
