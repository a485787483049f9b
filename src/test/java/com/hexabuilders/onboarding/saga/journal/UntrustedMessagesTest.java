package com.hexabuilders.onboarding.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that come twice, out of order, to the wrong queue, or from nobody. */
class UntrustedMessagesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void doubled_and_shuffled_messages_change_nothing(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Random random = new Random(20260301);
      world.participants.refuses("three", "No.");
      List<String> sagas = List.of(world.start("a"), world.start("b"), world.start("c"));
      Set<String> bodies = new HashSet<>();
      List<Delivery> all = new ArrayList<>(world.queued);
      world.queued.clear();
      int handled = 0;
      while (!all.isEmpty()) {
        Delivery next = all.remove(random.nextInt(all.size()));
        world.handle(List.of(next));
        assertThat(++handled).as("duplicates do not multiply").isLessThan(500);
        for (Delivery sent : world.queued) {
          all.add(sent);
          if (bodies.add(sent.body())) {
            all.add(world.delivery(sent.queue(), sent.body()));
          }
        }
        world.queued.clear();
      }

      for (String saga : sagas) {
        assertThat(world.status(saga)).isEqualTo("COMPENSATED");
        assertThat(world.story(saga)).doesNotHaveDuplicates().hasSize(11);
        SagaStoriesTest.assertRowIsFold(world, saga);
      }
      assertThat(world.participants.effects).isEmpty();
      assertThat(Collections.frequency(world.participants.calls, "do one")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_message_without_its_saga_or_in_the_wrong_queue_is_a_dead_letter(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      String body = world.queued.remove(0).body();
      world.handle(List.of(world.delivery("two", body)));
      String unknown = UUID.randomUUID().toString();
      world.handle(List.of(world.delivery("one", body.replace(saga, unknown))));
      world.handle(List.of(world.delivery("one", "{\"truncated\":")));
      world.handle(List.of(world.delivery("one", body.replace("corr-acme", "corr-forged"))));
      world.handle(List.of(world.delivery("one", body.replace("Started", "Invented"))));

      assertThat(kindsOfLetters(world))
          .containsExactly("MALFORMED", "UNKNOWN_SAGA", "UNKNOWN_TYPE", "WRONG_STEP", "WRONG_STEP");
      assertThat(world.participants.calls).isEmpty();
      assertThat(world.status(saga)).isEqualTo("INITIATED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_sagaid_that_is_no_id_is_nobodys_and_harms_no_neighbour(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      String body = world.queued.remove(0).body();
      for (String id :
          List.of(
              "nobody", saga.toUpperCase(Locale.ROOT), "x\\u0000y", "\\ud800", "x".repeat(100))) {
        world.queued.add(world.delivery("one", body.replace(saga, id)));
      }
      for (String id : List.of("", "  ", "x".repeat(101))) {
        world.queued.add(world.delivery("one", body.replace(saga, id)));
      }
      world.queued.add(world.delivery("one", body.replace('"' + saga + '"', "7")));
      world.queued.add(world.delivery("one", body));
      List<Delivery> batch = new ArrayList<>(world.queued);
      world.queued.clear();
      world.handle(batch);

      assertThat(kindsOfLetters(world))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Collections.nCopies(4, "MALFORMED").stream(),
                      Collections.nCopies(5, "UNKNOWN_SAGA").stream())
                  .toList());
      assertThat(world.participants.calls).containsExactly("do one");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_batch_handles_each_saga_once_and_a_copy_in_it_is_absorbed(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("a");
      world.start("b");
      List<Delivery> batch = new ArrayList<>(world.queued);
      world.queued.forEach(one -> batch.add(world.delivery(one.queue(), one.body())));
      world.queued.clear();
      world.handle(batch);

      assertThat(world.participants.calls).containsExactly("do one", "do one");
      assertThat(world.queued).hasSize(2);
    }
  }

  private static List<String> kindsOfLetters(SagaWorld world) {
    return world.jdbc().queryForList("select kind from dead_letter order by kind", String.class);
  }
}
