package com.hexabuilders.onboarding.saga.start;

import static com.hexabuilders.onboarding.saga.SagaWorld.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.start.StartResult.Accepted;
import com.hexabuilders.onboarding.saga.start.StartResult.IdentityReused;
import com.hexabuilders.onboarding.saga.start.StartResult.PartnerBusy;
import com.hexabuilders.onboarding.saga.start.StartResult.PartnerIdTaken;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By what a start is recognised: as the same one again, or as another one. */
class StartIdentitiesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_same_key_of_two_callers_is_two_keys(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      StartRequest ours = request("ours", "A", StartSource.REST, "key").by("shop");
      StartRequest theirs = request("theirs", "B", StartSource.REST, "key").by("another");
      List<StartResult> results =
          world.bean(SagaStarts.class).start(SagaWorld.TYPE, List.of(ours, theirs)).results();
      assertThat(results)
          .extracting(result -> ((Accepted) result).sagaId())
          .containsExactly(ours.sagaId(), theirs.sagaId());

      for (StartRequest first : List.of(ours, theirs)) {
        String caller = first.startedBy();
        StartRequest copy =
            request("made", first.contentHash(), StartSource.REST, "key").by(caller);
        StartRequest other = request("made", "C", StartSource.REST, "key").by(caller);
        assertThat(((Accepted) world.start(copy)).sagaId()).isEqualTo(first.sagaId());
        assertThat(world.start(other)).isEqualTo(new IdentityReused(first.sagaId()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_key_that_the_version_before_has_claimed_is_its_callers(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      StartRequest first = request("acme", "A", StartSource.REST, "key").by("shop");
      world.start(first);
      assertThat(world.jdbc().update("delete from claim where kind = 'callers-key'")).isEqualTo(1);
      world.runUntilQuiet();

      StartRequest theirs = request("theirs", "A", StartSource.REST, "key").by("another");
      assertThat(((Accepted) world.start(theirs)).sagaId()).isEqualTo(theirs.sagaId());
      StartRequest copy = request("made", "A", StartSource.REST, "key").by("shop");
      StartRequest twice = request("made", "A", StartSource.REST, "key").by("shop");
      world
          .bean(SagaStarts.class)
          .start(SagaWorld.TYPE, List.of(copy, twice))
          .results()
          .forEach(again -> assertThat(((Accepted) again).sagaId()).isEqualTo(first.sagaId()));
      assertThat(world.bean(Claims.class).owners("idempotency-key", List.of("key")).get("key"))
          .isEqualTo(first.sagaId()); // where the version before looks
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_message_identity_with_other_content_is_told(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Accepted first = (Accepted) world.start(request("acme", "A", StartSource.QUEUE, "event 1"));
      List<StartResult> results =
          world
              .bean(SagaStarts.class)
              .start(
                  SagaWorld.TYPE,
                  List.of(
                      request("acme", "A", StartSource.QUEUE, "event 1"),
                      request("zeta", "B", StartSource.QUEUE, "event 1"),
                      request("beta", "C", StartSource.QUEUE, "event 2"),
                      request("beta", "D", StartSource.QUEUE, "event 2")))
              .results();
      assertThat(((Accepted) results.get(0)).replayed()).isTrue();
      assertThat(results.get(1)).isEqualTo(new IdentityReused(first.sagaId()));
      String beta = ((Accepted) results.get(2)).sagaId();
      assertThat(results.get(3)).isEqualTo(new IdentityReused(beta));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nobody_is_onboarded_under_the_id_of_a_saga(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      assertThat(world.start(request(saga, "A", StartSource.REST, "key").by("shop")))
          .isEqualTo(new PartnerIdTaken());
      assertThat(world.start(request(saga, "A", StartSource.QUEUE, "jms 1")))
          .isEqualTo(new PartnerIdTaken());
      StartRequest mended = request("zeta", "B", StartSource.REST, "key").by("shop");
      assertThat(((Accepted) world.start(mended)).replayed()).isFalse(); // the key is free

      StartRequest known = request("beta", "A", StartSource.REST, null);
      StartRequest guessed = request(known.sagaId(), "A", StartSource.REST, null);
      assertThat(
              world
                  .bean(SagaStarts.class)
                  .start(SagaWorld.TYPE, List.of(known, guessed))
                  .results()
                  .get(1))
          .isEqualTo(new PartnerIdTaken());
      assertThat(count(world, "claim where claim_key = '" + saga + "'")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_equal_to_the_one_by_which_its_partner_is_live_is_a_copy(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.participants.live.put("acme", saga);

      List<StartRequest> batch =
          List.of(
              request("acme", "content", StartSource.QUEUE, "jms 1"),
              request("acme", "content", StartSource.REST, null),
              request("acme", "other", StartSource.QUEUE, "jms 2"),
              request("acme", "content", StartSource.REST, "key"),
              request("acme", "another", StartSource.REST, null));
      List<StartResult> results =
          world.bean(SagaStarts.class).start(SagaWorld.TYPE, batch).results();
      for (int copy : List.of(0, 1, 3)) {
        assertThat(((Accepted) results.get(copy)).sagaId()).isEqualTo(saga);
        assertThat(((Accepted) results.get(copy)).replayed()).isTrue();
      }
      String begun = batch.get(2).sagaId();
      assertThat(((Accepted) results.get(2)).sagaId()).isEqualTo(begun);
      assertThat(results.get(4)).isEqualTo(new PartnerBusy(begun));
      assertThat(runningSaga(world, "acme")).isEqualTo(begun);
      assertThat(count(world, "saga")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_equal_to_a_removed_one_by_which_its_partner_is_live_is_a_copy(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.participants.live.put("acme", saga);
      world.bean(Tombstones.class).add(List.of(saga), Instant.EPOCH);
      for (String table : List.of("saga_log", "saga_step", "saga")) {
        world.jdbc().update("delete from " + table + " where saga_id = ?", saga);
      }

      StartResult copy = world.start(request("acme", "content", StartSource.QUEUE, "jms 1"));
      assertThat(((Accepted) copy).sagaId()).isEqualTo(saga);
      assertThat(count(world, "saga")).isZero();
      world.jdbc().update("update saga_tombstone set status = 'COMPENSATED'");
      assertThat(world.start("acme")).isNotEqualTo(saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_copy_claims_nothing_and_an_undone_onboarding_has_none(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.participants.live.put("acme", saga);
      assertThat(world.start("acme")).isEqualTo(saga);
      assertThat(runningSaga(world, "acme")).isNull();

      world.compensate(saga);
      world.runUntilQuiet();
      assertThat(world.start("acme")).isNotEqualTo(saga);
    }
  }

  private static String runningSaga(SagaWorld world, String partner) {
    return world.bean(Claims.class).owners(Journal.RUNNING_PARTNER, List.of(partner)).get(partner);
  }

  private static int count(SagaWorld world, String rows) {
    return world.jdbc().queryForObject("select count(*) from " + rows, Integer.class);
  }
}
