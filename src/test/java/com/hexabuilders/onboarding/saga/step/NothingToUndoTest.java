package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step whose file says that there is nothing to undo. */
class NothingToUndoTest {

  private static final String WHY = "Looking changes nothing.";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void is_walked_over_in_its_place_and_says_why(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.refuses("three", "No.");
      String saga = startAfterTheFileWasChanged(world);
      world.runUntilQuiet();

      assertThat(world.story(saga))
          .endsWith(
              "CompensationRequested three",
              "CompensationCompleted three",
              "CompensationRequested two",
              "CompensationCompleted two",
              "CompensationRequested one",
              "CompensationCompleted one");
      assertThat(world.participants.calls)
          .contains("do two", "undo one")
          .doesNotContain("undo two");
      assertThat(world.participants.effects).containsExactly(saga + " two");
      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.saga(saga).steps().get("two").undo().undone()).isFalse();
      assertThat(undoOfTwo(world, saga).body()).contains("\"undone\":false", WHY);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void is_walked_over_also_when_it_is_the_one_that_did_not_answer(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = startAfterTheFileWasChanged(world);
      world.handle(List.of(world.queued.remove(0)));
      Delivery late = world.queued.remove(0);
      for (int i = 0; i < 10; i++) {
        world.queued.removeIf(again -> again.queue().equals("two"));
        world.pass(Duration.ofSeconds(10));
      }
      world.handle(List.of(late));
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.participants.calls).containsExactly("do one", "undo one");
      assertThat(undoOfTwo(world, saga).body()).contains("\"undone\":false", WHY);
    }
  }

  private static LogEntry undoOfTwo(SagaWorld world, String saga) {
    return world.log(saga).stream()
        .filter(entry -> entry.type().equals(EventTypes.COMPENSATION_COMPLETED))
        .filter(entry -> "two".equals(entry.step()))
        .findFirst()
        .orElseThrow();
  }

  /** With the row that the changed file would add; other definitions read as they did before. */
  private static String startAfterTheFileWasChanged(SagaWorld world) {
    String saga = world.start("acme");
    String sql = "select content from saga_definition";
    assertThat(world.jdbc().queryForObject(sql, String.class)).doesNotContain("nothing_to_undo");
    world
        .jdbc()
        .update(
            """
            insert into saga_definition (saga_type, version, hash, content, created_at)
            select saga_type, 2, 'changed', replace(content, '"undo_inbox":"two.undo"', ?), created_at
            from saga_definition
            """,
            "\"undo_inbox\":\"two.undo\",\"nothing_to_undo\":\"" + WHY + "\"");
    world.jdbc().update("update saga set definition_version = 2");
    return saga;
  }
}
