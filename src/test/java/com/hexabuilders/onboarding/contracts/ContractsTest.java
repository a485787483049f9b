package com.hexabuilders.onboarding.contracts;

import static com.hexabuilders.onboarding.TestRoom.command;
import static com.hexabuilders.onboarding.TestRoom.text;
import static com.hexabuilders.onboarding.TestRoom.texts;
import static com.hexabuilders.onboarding.TestRoom.undo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.TestRoom;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractsTest {

  private static final String LIVE = "{'partner_state': 'ACTIVO', 'tipo_partner': 'EMPRESA'}";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void signs_a_contract_by_way_of_draft_and_signed(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = command("saga-1", "p1", LIVE, "{'preferred_contract_type': 'PREMIUM'}");

      List<StepOutcome> outcomes = create(room, command);

      String facts =
          ("{'contract_id':'%s','contract_type':'PREMIUM','contract_status':'ACTIVE',"
                  + "'commission_rate':15,'valid_from':'2026-03-01','valid_to':'2027-03-01'")
              .formatted(command.rowId("contract"))
              .replace('\'', '"');
      assertThat(texts(outcomes)).containsExactly("done: " + facts + "}");
      assertThat(room.view("p1").toString()).startsWith(facts + ",\"saga_id\":\"saga-1\"");
      assertThat(
              room.rows("select from_state, to_state, saga_id from contract_history order by id"))
          .containsExactly("null DRAFT saga-1", "DRAFT SIGNED saga-1", "SIGNED ACTIVE saga-1");
      assertThat(room.claims()).containsExactly("live-contract p1 saga-1");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void decides_a_batch_as_if_its_commands_came_one_by_one(TestDatabase database) {
    try (TestRoom room = room(database)) {
      create(room, command("saga-0", "taken", LIVE, "{}"));

      List<StepOutcome> outcomes =
          create(
              room,
              command("saga-1", "p1", LIVE, "{'preferred_contract_type': 'GOLD'}"),
              command("saga-2", "p1", LIVE, "{}"),
              command("saga-3", "p1", LIVE, "{}"),
              command("saga-4", "taken", LIVE, "{}"),
              command("saga-5", "p0", LIVE, "{'preferred_contract_type': 'ENTERPRISE'}"));

      assertThat(outcomes)
          .extracting(ContractsTest::kind)
          .containsExactly("Refused", "Done", "Refused", "Refused", "Done");
      assertThat(text(outcomes.get(2))).isEqualTo("refused: " + ContractRules.ONE_LIVE_CONTRACT);
      assertThat(text(outcomes.get(3))).isEqualTo("refused: " + ContractRules.ONE_LIVE_CONTRACT);
      assertThat(room.rows("select partner_id, saga_id, state from contract order by partner_id"))
          .containsExactly("p0 saga-5 ACTIVE", "p1 saga-2 ACTIVE", "taken saga-0 ACTIVE");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void terminates_the_contract_and_lets_the_partner_sign_again(TestDatabase database) {
    try (TestRoom room = room(database)) {
      create(room, command("saga-1", "p1", LIVE, "{}"));

      assertThat(end(room, "saga-1"))
          .isEqualTo(new UndoOutcome(true, "The contract is TERMINATED."));

      assertThat(room.view("p1").path("contract_status").asText()).isEqualTo("TERMINATED");
      assertThat(room.view("p1").at("/history/3/reason").asText())
          .isEqualTo("a later step was refused");
      assertThat(room.claims()).isEmpty();
      create(room, command("saga-2", "p1", LIVE, "{'preferred_contract_type': 'STANDARD'}"));
      assertThat(room.view("p1").path("contract_type").asText()).isEqualTo("STANDARD");
      assertThat(room.rows("select saga_id, state from contract order by saga_id"))
          .containsExactly("saga-1 TERMINATED", "saga-2 ACTIVE");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void undo_touches_only_what_its_own_saga_made(TestDatabase database) {
    try (TestRoom room = room(database)) {
      create(room, command("saga-1", "p1", LIVE, "{}"));

      assertThat(end(room, "saga-9"))
          .isEqualTo(new UndoOutcome(false, "This saga has no contract."));

      assertThat(room.view("p1").path("contract_status").asText()).isEqualTo("ACTIVE");
      assertThat(room.claims()).containsExactly("live-contract p1 saga-1");
      end(room, "saga-1");
      assertThat(end(room, "saga-1"))
          .isEqualTo(new UndoOutcome(false, "The contract is already TERMINATED."));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void cancels_a_contract_that_never_came_into_force(TestDatabase database) {
    try (TestRoom room = room(database)) {
      create(room, command("saga-1", "p1", LIVE, "{}"));
      room.update("update contract set state = 'SIGNED'");

      assertThat(end(room, "saga-1"))
          .isEqualTo(new UndoOutcome(true, "The contract is CANCELLED."));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void ends_each_contract_of_a_batch_as_its_own_state_says(TestDatabase database) {
    try (TestRoom room = room(database)) {
      for (int i = 1; i <= 3; i++) {
        create(room, command("saga-" + i, "p" + i, LIVE, "{}"));
      }
      room.update("update contract set state = 'SIGNED' where saga_id = 'saga-2'");

      List<UndoCommand> batch =
          List.of(undo("saga-2", "p2"), undo("saga-1", "p1"), undo("saga-2", "p2"));
      List<UndoOutcome> outcomes = room.with(Contracts.class, contracts -> contracts.end(batch));
      assertThat(outcomes).extracting(UndoOutcome::undone).containsExactly(true, true, false);

      assertThat(room.rows("select saga_id, state from contract order by saga_id"))
          .containsExactly("saga-1 TERMINATED", "saga-2 CANCELLED", "saga-3 ACTIVE");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void leaves_nothing_when_the_callers_transaction_is_rolled_back(TestDatabase database) {
    try (TestRoom room = room(database)) {
      assertThatThrownBy(
              () ->
                  room.with(
                      Contracts.class,
                      contracts -> {
                        contracts.create(List.of(command("saga-1", "p1", LIVE, "{}")));
                        throw new IllegalStateException("the batch broke");
                      }))
          .hasMessage("the batch broke");

      assertThat(room.rows("select 1 from contract union all select 1 from contract_history"))
          .isEmpty();
      assertThat(room.claims()).isEmpty();
    }
  }

  private static TestRoom room(TestDatabase database) {
    return new TestRoom(database, Contracts.class);
  }

  private static List<StepOutcome> create(TestRoom room, StepCommand... commands) {
    return room.with(Contracts.class, contracts -> contracts.create(List.of(commands)));
  }

  private static UndoOutcome end(TestRoom room, String saga) {
    return room.with(Contracts.class, contracts -> contracts.end(List.of(undo(saga, "p1")))).get(0);
  }

  private static String kind(StepOutcome outcome) {
    return outcome.getClass().getSimpleName();
  }
}
