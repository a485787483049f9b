package com.hexabuilders.onboarding.api.receipt;

import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.act;
import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.exhaust;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.operator.CompensationRequests;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a receipt says of a saga, and that it is what rows and log say. */
class SignedReceiptsTest {

  private static final Optional<PublicReceiptKey> KEY = Optional.of(WorldReceipts.KEY.open());

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_receipt_says_what_was_done_and_undone_by_whom_and_when(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.compensate(saga);
      world.runUntilQuiet();

      JsonNode receipt = WorldReceipts.of(world, saga);
      assertValid(receipt);
      JsonNode header = receipt.get("header");
      assertThat(header.get("saga_id").asText()).isEqualTo(saga);
      assertThat(header.get("partner_id").asText()).isEqualTo("acme");
      assertThat(header.get("status").asText()).isEqualTo("COMPENSATED");
      assertThat(header.get("final").asBoolean()).isTrue();
      assertThat(header.get("compensation_by").asText()).isEqualTo("operator");
      assertThat(header.get("key_id").asText()).isEqualTo(WorldReceipts.KEY.open().id());
      assertSteps(world, saga, receipt.get("steps"));
      assertThat(receipt.at("/steps/1").get("done_by").asText()).isEqualTo("twos");
      assertThat(receipt.at("/steps/1").get("undone_by").asText()).isEqualTo("twos");
      assertThat(receipt.get("acts").findValuesAsText("act")).containsExactly("compensate");
      assertThat(receipt.get("acts").findValuesAsText("by")).containsExactly("local");
      assertLog(world.log(saga), receipt.get("entries"));
      assertThat(receipt.toString()).doesNotContain("Changed my mind");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_running_saga_has_a_receipt_and_a_later_one_begins_with_its_hashes(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.handle(List.of(world.queued.remove(0)));
      JsonNode early = WorldReceipts.of(world, saga);
      world.runUntilQuiet();
      JsonNode late = WorldReceipts.of(world, saga);

      assertValid(early);
      assertValid(late);
      assertThat(early.at("/header/final").asBoolean()).isFalse();
      assertThat(early.at("/header/completed_at").isNull()).isTrue();
      assertThat(early.at("/steps").findValuesAsText("done"))
          .containsExactly("true", "false", "false");
      assertThat(late.at("/header/final").asBoolean()).isTrue();
      assertThat(early.at("/seal/entries")).hasSize(2);
      assertThat(late.at("/seal/entries")).startsWith(early.at("/seal/entries/0"));
      assertThat(late.at("/seal/entries/1")).isEqualTo(early.at("/seal/entries/1"));
      assertThat(WorldReceipts.find(world, "nobody")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_undo_that_a_person_settled_is_the_persons(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.participants.undoAnswers.put(
          "two",
          () -> {
            throw new IllegalStateException("broken");
          });
      world.compensate(saga);
      exhaust(world);
      act(world, Verb.RESOLVE, saga, "two");
      world.runUntilQuiet();

      JsonNode receipt = WorldReceipts.of(world, saga);
      assertValid(receipt);
      assertSteps(world, saga, receipt.get("steps"));
      assertThat(receipt.get("steps").findValuesAsText("undone_by"))
          .containsExactly("ones", "local", "threes");
      assertThat(receipt.get("acts").findValuesAsText("act"))
          .containsExactly("compensate", "resolve");
      assertThat(receipt.toString()).doesNotContain("Because", "INC-1", "broken");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothing_that_a_person_typed_and_no_address_is_in_it(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("ana@example.com");
      world.runUntilQuiet();
      AuditEntry.Actor by = new AuditEntry.Actor("bob@example.com", "OPERATOR", "10.1.2.3");
      String reason = "Ana Torres, +34 600 123 456, asked ana@example.com.";
      world.bean(CompensationRequests.class).request(saga, reason, by);
      world.runUntilQuiet();

      JsonNode receipt = WorldReceipts.of(world, saga);
      assertValid(receipt);
      assertThat(world.log(saga).toString()).contains(reason, "bob@example.com");
      assertThat(receipt.toString()).doesNotContain("@", "Torres", "600 123", "10.1.2.3");
      assertThat(receipt.at("/header/partner_id").asText()).isEqualTo("***");
      assertThat(receipt.at("/acts/0/by").asText()).isEqualTo("***");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_entry_that_the_log_lacks_is_named_although_it_was_never_signed(TestDatabase database) {
    for (int lost : List.of(2, 5)) {
      try (SagaWorld world = new SagaWorld(database)) {
        String saga = world.start("acme");
        world.runUntilQuiet();
        world.jdbc().update("delete from saga_log where saga_id = ? and seq = ?", saga, lost);
        assertThat(ReceiptCheck.of(WorldReceipts.of(world, saga).toString(), KEY).faults())
            .containsExactly(
                "Entry " + lost + " of the log was missing when the receipt was made.");
      }
    }
  }

  private static void assertValid(JsonNode receipt) {
    assertThat(ReceiptCheck.of(receipt.toString(), KEY).faults()).isEmpty();
    assertThat(ReceiptCheck.of(receipt.toPrettyString(), Optional.empty()).faults()).isEmpty();
  }

  /** The log's summary is what the rows say. */
  private static void assertSteps(SagaWorld world, String saga, JsonNode steps) {
    assertThat(steps.findValuesAsText("step")).isEqualTo(SagaWorld.STEPS);
    for (JsonNode step : steps) {
      SagaStep row = world.saga(saga).steps().get(step.get("step").asText());
      assertThat(step.get("done_at").asText()).isEqualTo("" + row.work().completedAt());
      assertThat(step.get("undone").asText()).isEqualTo("" + row.undo().undone());
      assertThat(step.get("undone_at").asText()).isEqualTo("" + row.undo().undoneAt());
    }
  }

  private static void assertLog(List<LogEntry> log, JsonNode entries) {
    assertThat(entries).hasSameSizeAs(log);
    for (LogEntry entry : log) {
      JsonNode shown = entries.get(entry.seq() - 1);
      assertThat(shown.get("seq").asInt()).isEqualTo(entry.seq());
      assertThat(shown.get("type").asText()).isEqualTo(entry.type());
      assertThat(shown.get("step").asText(null)).isEqualTo(entry.step());
      assertThat(shown.get("actor").asText()).isEqualTo(entry.actor());
      assertThat(shown.get("at").asText()).isEqualTo("" + entry.recordedAt());
      assertThat(shown.get("body_sha256").asText()).isEqualTo(Sha256.of(entry.body()));
    }
  }
}
