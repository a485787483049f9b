package com.hexabuilders.onboarding.saga.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import com.hexabuilders.onboarding.saga.start.QueueStarts.Drop;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dropped starts that begin nothing are never lost without a word. */
class GivenUpStartsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_identity_that_comes_again_with_other_content_is_a_conflict(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      drop(world, "m-1", "acme", "A", "event 1");
      drop(world, "m-2", "acme", "A", "event 1");
      assertThat(letters(world)).isEmpty();
      drop(world, "m-3", "zeta", "B", "event 1");
      drop(world, "m-3", "zeta", "B", "event 1"); // delivered again
      assertThat(letters(world))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter).containsEntry("kind", "CONFLICT");
                assertThat(letter).containsEntry("partner_id", "zeta");
                assertThat((String) letter.get("cause")).contains("same identity");
              });
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void messages_to_which_their_sender_gave_one_id_have_a_letter_each(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      for (String content : List.of("A", "B", "C", "B")) {
        drop(world, "always-the-same", "p-" + content, content, "jms always-the-same");
      }
      assertThat(letters(world))
          .extracting(letter -> letter.get("partner_id"))
          .containsExactlyInAnyOrder("p-B", "p-C");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_message_given_up_because_its_partner_was_busy_stays_given_up(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      drop(world, "m-1", "acme", "A", "jms m-1");
      drop(world, "m-2", "acme", "B", "jms m-2");
      world.runUntilQuiet();
      drop(world, "m-2", "acme", "B", "jms m-2"); // delivered again after a crash
      assertThat(letters(world)).hasSize(1);
      assertThat(world.queued).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_partner_id_that_is_a_sagas_is_a_fault_of_that_field(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      drop(world, "m-1", saga, "A", "jms m-1");
      assertThat(letters(world))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter).containsEntry("kind", "MALFORMED");
                assertThat((String) letter.get("errors")).contains("partner_data.partner_id");
              });
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_that_expired_names_its_partner(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String body = "{\"partner_id\": \"acme\"}";
      world
          .bean(BrokerDeadLetters.class)
          .record(List.of(world.delivery("start", body), world.delivery("two", body)));
      assertThat(letters(world))
          .extracting(letter -> letter.get("kind") + " " + letter.get("partner_id"))
          .containsExactlyInAnyOrder("EXPIRED acme", "EXPIRED null");
    }
  }

  private static void drop(
      SagaWorld world, String message, String partner, String content, String identity) {
    Delivery delivery = new Delivery("start", message, false, content, null);
    StartRequest request = SagaWorld.request(partner, content, StartSource.QUEUE, identity);
    QueueStarts starts = world.bean(QueueStarts.class);
    world.publish(starts.accept(SagaWorld.TYPE, List.of(Drop.start(delivery, request))));
  }

  private static List<Map<String, Object>> letters(SagaWorld world) {
    return world.jdbc().queryForList("select * from dead_letter");
  }
}
