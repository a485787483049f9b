package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time-outs of events whose first copy was lost and whose second one waits in a long queue. */
class LongQueueTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_copy_sent_again_stands_behind_what_was_announced_before_it(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String early = world.start("early");
      world.queued.clear();
      List<String> others = startOneByOne(world, 10);
      for (int i = 0; i < others.size(); i++) {
        handleOne(world);
        world.pass(Duration.ofSeconds(6)); // the copy is sent now, and its queue moves slowly
      }

      assertThat(world.status(early)).isEqualTo("INITIATED");
      world.runUntilQuiet();
      assertThat(others).allMatch(other -> world.status(other).equals("COMPLETED"));
      assertThat(world.status(early)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_was_queued_is_sent_once_more_before_it_is_judged(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String early = world.start("early");
      world.queued.clear();
      startOneByOne(world, 10);
      for (int i = 0; i < 10; i++) {
        handleOne(world);
        world.pass(Duration.ofSeconds(6));
      }
      world.queued.clear(); // its copy is lost too, and nothing moves any longer
      world.pass(Duration.ofSeconds(26));
      assertThat(world.status(early)).isEqualTo("INITIATED");
      assertThat(world.queued).as("sent again").hasSize(1);
      world.queued.clear();
      world.pass(Duration.ofSeconds(16));
      world.runUntilQuiet();

      assertThat(world.status(early)).isEqualTo("FAILED");
    }
  }

  private static List<String> startOneByOne(SagaWorld world, int count) {
    List<String> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      world.bean(DatabaseClock.class).advance(Duration.ofMillis(100));
      started.add(world.start("other-" + i));
    }
    return started;
  }

  /** The first event in the queue of step one, and all of the other queues. */
  private static void handleOne(SagaWorld world) {
    world.handle(List.of(world.queued.remove(0)));
    for (int i = 0; i < world.queued.size(); ) {
      if (world.queued.get(i).queue().equals("one")) {
        i++;
      } else {
        world.handle(List.of(world.queued.remove(i)));
      }
    }
  }
}
