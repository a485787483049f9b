package com.hexabuilders.onboarding.saga.start;

import static com.hexabuilders.onboarding.saga.SagaWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.start.StartResult.Accepted;
import com.hexabuilders.onboarding.saga.start.StartResult.IdentityReused;
import com.hexabuilders.onboarding.saga.start.StartResult.PartnerBusy;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which starts make sagas, alone and within a batch. */
class SagaStartsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_equal_start_finds_the_running_saga_and_another_content_is_told(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Accepted first = (Accepted) world.start(request("acme", "A", StartSource.REST, null));
      Accepted copy = (Accepted) world.start(request("acme", "A", StartSource.REST, null));
      assertThat(copy.replayed()).isTrue();
      assertThat(copy.sagaId()).isEqualTo(first.sagaId());
      assertThat(world.start(request("acme", "B", StartSource.REST, null)))
          .isEqualTo(new PartnerBusy(first.sagaId()));

      world.runUntilQuiet();
      Accepted later = (Accepted) world.start(request("acme", "B", StartSource.REST, null));
      assertThat(later.replayed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_idempotency_key_outlives_the_saga_and_takes_no_other_content(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Accepted first = (Accepted) world.start(request("acme", "A", StartSource.REST, "key"));
      world.runUntilQuiet();
      Accepted copy =
          (Accepted) world.start(request("other-made-id", "A", StartSource.REST, "key"));
      assertThat(copy.sagaId()).isEqualTo(first.sagaId());
      assertThat(world.start(request("acme", "B", StartSource.REST, "key")))
          .isEqualTo(new IdentityReused(first.sagaId()));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_key_refused_because_the_partner_is_busy_is_free_again(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start(request("acme", "A", StartSource.REST, null));
      assertThat(world.start(request("acme", "B", StartSource.REST, "key")))
          .isInstanceOf(PartnerBusy.class);
      world.runUntilQuiet();

      assertThat(world.start(request("acme", "B", StartSource.REST, "key")))
          .isInstanceOf(Accepted.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_redelivered_drop_never_makes_a_second_saga(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Accepted first = (Accepted) world.start(request("acme", "A", StartSource.QUEUE, "jms 1"));
      StartRequest equal = request("acme", "A", StartSource.QUEUE, "jms 2");
      assertThat(((Accepted) world.start(equal)).sagaId()).isEqualTo(first.sagaId());
      world.runUntilQuiet();

      StartRequest again = request("acme", "A", StartSource.QUEUE, "jms 1");
      assertThat(((Accepted) world.start(again)).sagaId()).isEqualTo(first.sagaId());
      assertThat(((Accepted) world.start(equal)).replayed()).isTrue();
      assertThat(world.jdbc().queryForObject("select count(*) from saga", Integer.class))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void copies_in_a_batch_find_the_saga_that_runs_already(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Accepted running = (Accepted) world.start(request("acme", "A", StartSource.REST, null));
      List<StartResult> results =
          world
              .bean(SagaStarts.class)
              .start(
                  SagaWorld.TYPE,
                  List.of(
                      request("acme", "A", StartSource.REST, "click"),
                      request("acme", "A", StartSource.REST, "click"),
                      request("acme", "B", StartSource.REST, "other"),
                      request("acme", "B", StartSource.REST, "other"),
                      request("acme", "A", StartSource.QUEUE, "event"),
                      request("acme", "A", StartSource.QUEUE, "event")))
              .results();

      assertThat(((Accepted) results.get(0)).sagaId()).isEqualTo(running.sagaId());
      assertThat(((Accepted) results.get(1)).sagaId()).isEqualTo(running.sagaId());
      assertThat(results.get(2)).isEqualTo(new PartnerBusy(running.sagaId()));
      assertThat(results.get(3)).isEqualTo(new PartnerBusy(running.sagaId()));
      assertThat(((Accepted) results.get(5)).replayed()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_batch_is_decided_as_if_its_starts_had_come_one_after_the_other(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      StartRequest one = request("acme", "A", StartSource.REST, null);
      StartRequest equal = request("acme", "A", StartSource.REST, null);
      StartRequest other = request("acme", "B", StartSource.REST, null);
      StartRequest keyed = request("zeta", "Z", StartSource.REST, "key");
      StartRequest again = request("made-id", "Z", StartSource.REST, "key");
      List<StartResult> results =
          world
              .bean(SagaStarts.class)
              .start(SagaWorld.TYPE, List.of(one, equal, other, keyed, again))
              .results();

      assertThat(((Accepted) results.get(0)).replayed()).isFalse();
      assertThat(((Accepted) results.get(1)).sagaId()).isEqualTo(one.sagaId());
      assertThat(results.get(2)).isEqualTo(new PartnerBusy(one.sagaId()));
      assertThat(((Accepted) results.get(4)).sagaId()).isEqualTo(keyed.sagaId());
    }
  }
}
