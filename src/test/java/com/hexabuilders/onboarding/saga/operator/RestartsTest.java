package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.StoredTexts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.StartSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An ended saga is started again as a new one. */
class RestartsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_failed_saga_starts_again_with_other_data_and_is_linked(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.refuses("one", "No.");
      String old = world.start("acme");
      world.runUntilQuiet();
      assertThat(world.status(old)).isEqualTo("FAILED");
      world.participants.answers.clear();
      JsonNode edited = EventJson.object().put("ciudad", "Lima");
      RestartReply.Restarted again = (RestartReply.Restarted) restart(world, "acme", edited);
      String fresh = again.accepted().sagaId();

      assertThat(again.accepted().replayed()).isFalse();
      assertThat(((RestartReply.Restarted) restart(world, old, edited)).accepted().sagaId())
          .isEqualTo(fresh); // asked twice, started once
      assertThat(
              world
                  .jdbc()
                  .queryForObject(
                      "select restarted_from from saga where saga_id = ?", String.class, fresh))
          .isEqualTo(old);
      assertThat(StoredTexts.of(world, fresh).get(0)).contains("acme", "Lima");
      assertThat(world.saga(fresh).identity().correlationId()).isEqualTo("corr-acme");
      assertThat(restart(world, old, EventJson.object().put("ciudad", "Quito")))
          .isInstanceOf(RestartReply.Refused.class);
      world.runUntilQuiet();
      assertThat(world.status(fresh)).isEqualTo("COMPLETED");
      assertThat(world.status(old)).isEqualTo("FAILED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_runs_or_has_succeeded_is_not_restarted(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      assertThat(why(restart(world, saga, null))).contains("INITIATED");
      world.runUntilQuiet();
      assertThat(why(restart(world, saga, null))).contains("COMPLETED", "/compensate");
      world.compensate(saga);
      world.runUntilQuiet();
      assertThat(restart(world, saga, EventJson.object().putNull("nombre")))
          .isInstanceOf(RestartReply.Faulty.class);
      assertThat(restart(world, "nobody", null)).isInstanceOf(RestartReply.NotFound.class);
      assertThat(restart(world, saga, null)).isInstanceOf(RestartReply.Restarted.class);

      assertThat(world.bean(AuditLog.class).before(99, 9))
          .extracting(entry -> entry.act().before() + " " + entry.act().outcome())
          .containsExactly(
              "COMPENSATED done",
              "COMPENSATED refused",
              "COMPLETED done",
              "COMPLETED refused",
              "INITIATED refused");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_key_of_the_ended_saga_itself_starts_nothing_and_says_so(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.refuses("one", "No.");
      String equal = Sha256.of("{\"nombre\":\"acme\"}");
      StartRequest first =
          SagaWorld.request("acme", equal, StartSource.REST, "key")
              .by(AuditEntry.Actor.LOCAL.name());
      String old = ((StartResult.Accepted) world.start(first)).sagaId();
      world.runUntilQuiet();
      Restarts.Wish wish = new Restarts.Wish(null, null, "key");

      assertThat(world.bean(Restarts.class).restart(old, wish, AuditEntry.Actor.LOCAL))
          .isInstanceOf(RestartReply.KeyReused.class);
    }
  }

  private static RestartReply restart(SagaWorld world, String id, JsonNode edited) {
    return world
        .bean(Restarts.class)
        .restart(id, new Restarts.Wish(edited, null, null), AuditEntry.Actor.LOCAL);
  }

  private static String why(RestartReply reply) {
    return ((RestartReply.Refused) reply).why();
  }
}
