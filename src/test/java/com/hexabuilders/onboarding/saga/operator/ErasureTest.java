package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StoredTexts;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import com.hexabuilders.onboarding.saga.retention.OldSagas;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What the journal does when a partner's personal data are erased. */
class ErasureTest {

  private static final String HASH = "ab".repeat(32);
  private static final ActReply ERASED = new ActReply.PartnerErased(List.of());

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_repeated_start_of_an_erased_saga_is_still_recognised(TestDatabase database) {
    OldSagas old = new OldSagas(folder);
    try (SagaWorld world = old.world(database)) {
      StartRequest first = SagaWorld.request("acme", HASH, StartSource.REST, "key-1");
      world.start(first);
      world.runUntilQuiet();
      assertThat(erase(world, "acme")).isEqualTo(ERASED);
      assertThat(world.participants.erased).containsExactly("ones acme", "twos acme");
      assertThat(world.saga(first.sagaId()).identity().contentHash())
          .startsWith("sealed:")
          .hasSize(104);
      assertThat(StoredTexts.of(world, first.sagaId())).isEmpty();
      assertKeyIsKnown(world, first);

      OldSagas.grow(world);
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
      assertKeyIsKnown(world, first);
      assertThat(erase(world, "acme")).isEqualTo(ERASED);
      assertThat(erase(world, "nobody")).isInstanceOf(ActReply.Unknown.class);
    }
  }

  private static void assertKeyIsKnown(SagaWorld world, StartRequest first) {
    StartRequest again = SagaWorld.request("acme", HASH, StartSource.REST, "key-1");
    StartRequest other = SagaWorld.request("acme", "cd".repeat(32), StartSource.REST, "key-1");
    assertThat(((StartResult.Accepted) world.start(again)).sagaId()).isEqualTo(first.sagaId());
    assertThat(world.start(other)).isEqualTo(new StartResult.IdentityReused(first.sagaId()));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_removed_saga_of_an_erased_partner_has_no_plain_hash_left(TestDatabase database) {
    OldSagas old = new OldSagas(folder);
    try (SagaWorld world = old.world(database)) {
      world.start(SagaWorld.request("acme", HASH, StartSource.REST, null));
      world.runUntilQuiet();
      OldSagas.grow(world);
      OldSagas.pass(world);
      assertThat(tombstoneHash(world)).isEqualTo(HASH);
      erase(world, "acme");
      assertThat(tombstoneHash(world)).startsWith("sealed:").doesNotContain(HASH);
      assertThat(old.archived().toString()).doesNotContain(HASH, "nombre");
    }
  }

  private static String tombstoneHash(SagaWorld world) {
    return world.jdbc().queryForObject("select content_hash from saga_tombstone", String.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothing_is_erased_while_a_saga_runs_and_both_answers_are_audited(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      assertThat(erase(world, "acme"))
          .isEqualTo(
              new ActReply.Refused(
                  "The partner's saga "
                      + saga
                      + " is INITIATED; wait for its end, or compensate it and wait for that."));
      assertThat(StoredTexts.of(world, saga)).isNotEmpty();
      world.compensate(saga);
      assertThat(erase(world, "acme")).isInstanceOf(ActReply.Refused.class);
      world.runUntilQuiet();
      assertThat(erase(world, "acme")).isEqualTo(ERASED);
      assertThat(world.jdbc().queryForList("select * from personal_data")).isEmpty();
      assertThat(world.jdbc().queryForList("select * from claim")).isEmpty();
      assertThat(
              world
                  .jdbc()
                  .queryForList("select outcome from audit where act = 'erase'", String.class))
          .containsExactlyInAnyOrder("refused", "refused", "done");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_at_the_same_moment_waits_and_keeps_its_data(TestDatabase database) throws Exception {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("acme");
      world.runUntilQuiet();
      TransactionTemplate transactions = world.bean(TransactionTemplate.class);
      CompletableFuture<String> started = new CompletableFuture<>();
      transactions.executeWithoutResult(
          transaction -> {
            world
                .bean(Erasure.class)
                .erase(
                    world.bean(LetterSearch.class).of("acme", Set.of()),
                    "Because.",
                    AuditEntry.Actor.LOCAL);
            CompletableFuture.runAsync(() -> started.complete(world.start("acme")));
            assertThatThrownBy(() -> started.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
          });
      String saga = started.get(20, TimeUnit.SECONDS);
      assertThat(StoredTexts.of(world, saga)).isNotEmpty();
      assertThat(erase(world, "acme")).isInstanceOf(ActReply.Refused.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_drop_that_began_nothing_is_the_partners_if_it_names_it_or_has_only_its_address(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      StartRequest start = SagaWorld.request("BASIC", "content", StartSource.REST, null);
      start.partnerData().put("email", "Boss@Acme.com");
      world.start(start);
      world.runUntilQuiet();
      List<String> own =
          List.of(
              "{\"partner_data\": {\"partner_id\" : \"BASIC\", \"email\": ",
              "{\"partner_id\": null, \"email\":\"boss@ACME.com\"}");
      List<String> others =
          List.of(
              "{\"partner_id\": \"other\", \"type\": \"BASIC\"}",
              "{\"partner_id\": \"other\", \"email\": \"boss@acme.com\"}",
              "{\"partner_id\": \"basic\"}",
              "{\"email\": \"bigboss@acme.com\"}");
      LetterDesk.drop(world, own);
      LetterDesk.drop(world, others);
      assertThat(erase(world, "BASIC"))
          .isEqualTo(new ActReply.PartnerErased(List.of(LetterDesk.of(world, others.get(1)))));
      assertThat(world.jdbc().queryForList("select content from personal_data", String.class))
          .containsExactlyInAnyOrderElementsOf(others);
      assertThat(
              world
                  .jdbc()
                  .queryForList(
                      "select state from dead_letter where body_sha256 is null", String.class))
          .containsExactly("OPEN", "OPEN");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_drop_for_a_busy_partner_names_it_and_is_erased_with_whoever_it_names(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.start("acme");
      for (String body : List.of("{}", "{\"partner_id\": \"old\"}")) {
        StartRequest other = SagaWorld.request("acme", "other", StartSource.QUEUE, "jms " + body);
        QueueStarts.Drop drop = QueueStarts.Drop.start(world.delivery("start", body), other);
        world.bean(QueueStarts.class).accept(SagaWorld.TYPE, List.of(drop));
      }
      assertThat(world.jdbc().queryForList("select kind, partner_id, saga_id from dead_letter"))
          .hasSize(2)
          .allSatisfy(row -> assertThat(row.values()).containsExactly("CONFLICT", "acme", null));
      world.runUntilQuiet();
      assertThat(erase(world, "old")).isEqualTo(ERASED);
      assertThat(world.jdbc().queryForList("select * from personal_data")).hasSize(2);
      assertThat(erase(world, "acme")).isEqualTo(ERASED);
      assertThat(world.jdbc().queryForList("select * from personal_data")).isEmpty();
    }
  }

  private static ActReply erase(SagaWorld world, String partner) {
    return world
        .bean(PartnerActs.class)
        .erase(partner, Set.of(), "Because.", AuditEntry.Actor.LOCAL);
  }
}
