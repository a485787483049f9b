package com.hexabuilders.onboarding.saga.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.operator.CompensationReply;
import com.hexabuilders.onboarding.saga.operator.CompensationRequests;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the journal makes of messages: in order, refused, cancelled, reopened. */
public class SagaStoriesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void completes_and_leaves_one_chain_of_causes(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();

      assertThat(world.story(saga))
          .containsExactly("Started", "OneDone one", "TwoDone two", "ThreeDone three", "AllDone");
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.saga(saga).timers().dueAt()).isNull();
      assertThat(world.participants.calls).containsExactly("do one", "do two", "do three");
      assertChainOfCauses(world.log(saga));
      assertRowIsFold(world, saga);
      assertThat(world.observed).hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void undoes_in_reverse_when_the_last_step_refuses(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.refuses("three", "No.");
      String saga = world.start("acme");
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.story(saga))
          .containsExactly(
              "Started",
              "OneDone one",
              "TwoDone two",
              "StepRefused three",
              "AllFailed three",
              "CompensationRequested three",
              "CompensationCompleted three",
              "CompensationRequested two",
              "CompensationCompleted two",
              "CompensationRequested one",
              "CompensationCompleted one");
      assertThat(world.participants.effects).isEmpty();
      assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void fails_without_compensated_when_the_first_step_refuses(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.refuses("one", "No.");
      String saga = world.start("acme");
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("FAILED");
      assertThat(world.participants.calls).doesNotContain("do two");
      assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_cancelled_saga_has_no_effect_left_and_no_progress_after_the_request(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Random random = new Random(7);
      for (int i = 0; i < 100; i++) {
        String saga = world.start("partner-" + i);
        for (int steps = random.nextInt(7); steps > 0 && !world.queued.isEmpty(); steps--) {
          world.handle(List.of(world.queued.remove(0)));
        }
        world.compensate(saga);
        Collections.shuffle(world.queued, random);
        world.runUntilQuiet();

        assertThat(world.status(saga)).isEqualTo("COMPENSATED");
        assertNoProgressAfterRequest(world, saga);
        assertRowIsFold(world, saga);
      }
      assertThat(world.participants.effects).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_completed_saga_can_be_reopened_once(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.compensate(saga);
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.participants.calls)
          .containsExactly("do one", "do two", "do three", "undo three", "undo two", "undo one");
      assertThat(
              world
                  .bean(CompensationRequests.class)
                  .request(saga, "Again.", AuditEntry.Actor.LOCAL))
          .isEqualTo(new CompensationReply.AlreadyFinal(saga, "COMPENSATED"));
      assertRowIsFold(world, saga);
    }
  }

  private static void assertNoProgressAfterRequest(SagaWorld world, String saga) {
    List<String> story = world.story(saga);
    int requested =
        story.indexOf(
            story.stream().filter(s -> s.startsWith("CompensationRequested")).findFirst().get());
    assertThat(story.subList(requested, story.size()))
        .allMatch(entry -> entry.startsWith("Compensation"));
    assertThat(story.stream().filter(s -> s.startsWith("CompensationCompleted")).toList())
        .containsExactly(
            "CompensationCompleted three",
            "CompensationCompleted two",
            "CompensationCompleted one");
  }

  private static void assertChainOfCauses(List<LogEntry> log) {
    for (int i = 1; i < log.size(); i++) {
      assertThat(EventJson.stored(log.get(i).body()).get("causationid").asText())
          .isEqualTo(log.get(i - 1).eventId());
    }
  }

  public static void assertRowIsFold(SagaWorld world, String saga) {
    Saga row = world.saga(saga);
    assertThat(SagaFold.of(row.definition(), world.log(saga))).isEqualTo(SagaFold.of(row));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_last_event_is_sent_again_when_a_crash_fell_between_the_two_commits(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("acme");
      while (!world.queued.get(0).queue().equals("completion")) {
        world.handle(List.of(world.queued.remove(0)));
      }
      Delivery last = world.queued.remove(0);
      world.handle(List.of(last));
      world.observed.clear(); // the send never happened
      world.handle(List.of(world.delivery(last.queue(), last.body())));

      assertThat(world.observed).singleElement().matches(event -> event.type().equals("AllDone"));
    }
  }
}
