package com.hexabuilders.onboarding.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a message may hang, and what every instance knows of it. */
class HungMessagesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_message_of_a_hung_batch_is_a_suspect_and_alone_becomes_a_letter_the_third_time(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      HungMessages hung = world.bean(HungMessages.class);
      Delivery good = new Delivery("start", "ID:1", true, "good", null);
      Delivery bad = new Delivery("start", "ID:2", true, "bad", null);
      Delivery other = new Delivery("start", "ID:3", true, "other", null);
      hung.hungTogether(List.of(good, bad));
      assertThat(hung.known(List.of(good, bad, other)))
          .containsOnlyKeys(good, bad)
          .doesNotContainValue(HungMessages.Known.GIVEN_UP);

      assertThat(hung.hungAlone(bad).deadLetters()).isEmpty();
      assertThat(hung.hungAlone(bad).deadLetters()).isEmpty();
      assertThat(hung.hungAlone(bad).deadLetters())
          .singleElement()
          .satisfies(copy -> assertThat(copy.body()).isEqualTo("bad"));
      assertThat(hung.known(List.of(good, bad)))
          .containsEntry(bad, HungMessages.Known.GIVEN_UP)
          .containsEntry(good, HungMessages.Known.SUSPECT);
      assertThat(world.jdbc().queryForList("select kind from dead_letter", String.class))
          .containsExactly("EXHAUSTED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_count_stays_though_its_letter_cannot_be_written(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      HungMessages hung = world.bean(HungMessages.class);
      Delivery bad = new Delivery("start", "ID:2", true, "bad", null);
      hung.hungAlone(bad);
      hung.hungAlone(bad);
      world.jdbc().execute("alter table dead_letter rename to hidden");

      assertThatThrownBy(() -> hung.hungAlone(bad)).isInstanceOf(RuntimeException.class);
      world.jdbc().execute("alter table hidden rename to dead_letter");
      assertThat(hung.known(List.of(bad))).containsEntry(bad, HungMessages.Known.UNWRITTEN);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_old_row_that_somebody_has_locked_keeps_nothing_from_being_noted(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      HungMessages hung = world.bean(HungMessages.class);
      Delivery old = new Delivery("start", "ID:1", true, "old", null);
      Delivery next = new Delivery("start", "ID:2", true, "next", null);
      hung.hungTogether(List.of(old));
      world.bean(DatabaseClock.class).advance(Duration.ofDays(8));
      HeldRow.changed(
          world,
          "update hung_message set hangs = hangs where id = ?",
          DeadLetter.id(old),
          () -> {
            hung.hungTogether(List.of(next));
            return null;
          });

      assertThat(hung.known(List.of(next))).containsOnlyKeys(next);
    }
  }
}
