package com.hexabuilders.onboarding.documents;

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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentsTest {

  private static final String MANUAL =
      "{'documents': [{'type': 'IDENTITY', 'format': 'pdf', 'size_bytes': 51200, 'expires_on':"
          + " '2030-01-01', 'review': 'manual'}, {'type': 'BUSINESS_REGISTRATION'}]}";
  private static final String PACKAGES = "select saga_id, state from document_package order by 1";
  private static final String ENTRIES =
      "select document_type, state, format, size_bytes, expires_on from document_entry"
          + " order by package_id, position";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void approves_a_package_with_one_verified_entry_per_required_document(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = asked("saga-1", "STANDARD", "{}");

      List<StepOutcome> outcomes =
          verify(room, command, asked("saga-2", "GOLD", "{}"), asked("saga-3", "BASIC", "{}"));

      assertThat(text(outcomes.get(0)))
          .isEqualTo(
              ("done: {'package_id':'%s','level':'STANDARD','documents':[{'type':'IDENTITY',"
                      + "'status':'VERIFIED'},{'type':'BUSINESS_REGISTRATION','status':'VERIFIED'}]}")
                  .formatted(command.rowId("document_package"))
                  .replace('\'', '"'));
      assertThat(texts(outcomes).get(1)).startsWith("refused: No contract of a known type");
      assertThat(room.rows(PACKAGES)).containsExactly("saga-1 APPROVED", "saga-3 APPROVED");
      assertThat(history(room, "saga-1"))
          .containsExactly(
              "null null UNDER_REVIEW",
              "null UNDER_REVIEW APPROVED",
              "1 null VERIFIED",
              "2 null VERIFIED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void undoes_each_package_of_a_batch_as_its_own_state_says(TestDatabase database) {
    try (TestRoom room = room(database)) {
      verify(
          room,
          asked("saga-1", "BASIC", "{}"),
          asked("saga-2", "STANDARD", MANUAL),
          asked("saga-3", "BASIC", "{}"));

      List<UndoCommand> batch =
          Stream.of("saga-2", "saga-9", "saga-1", "saga-2")
              .map(saga -> undo(saga, "p-" + saga))
              .toList();
      List<UndoOutcome> outcomes = room.with(Documents.class, d -> d.reopen(batch));
      assertThat(outcomes)
          .extracting(UndoOutcome::undone)
          .containsExactly(true, false, true, false);

      assertThat(room.rows(PACKAGES))
          .containsExactly("saga-1 REOPENED", "saga-2 CANCELLED", "saga-3 APPROVED");
      assertThat(room.rows("select saga_id, state from document_entry order by 1, position"))
          .containsExactly(
              "saga-1 UNDER_REVIEW",
              "saga-2 UNDER_REVIEW",
              "saga-2 UNDER_REVIEW",
              "saga-3 VERIFIED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void reopens_an_approved_package_and_keeps_the_metadata(TestDatabase database) {
    try (TestRoom room = room(database)) {
      verify(room, asked("saga-1", "STANDARD", MANUAL.replace("manual", "none")));

      assertThat(reopen(room, "saga-1"))
          .isEqualTo(new UndoOutcome(true, "The document package is REOPENED."));

      assertThat(room.rows(ENTRIES))
          .containsExactly(
              "IDENTITY UNDER_REVIEW pdf 51200 2030-01-01",
              "BUSINESS_REGISTRATION UNDER_REVIEW null null null");
      assertThat(history(room, "saga-1"))
          .endsWith("null APPROVED REOPENED", "1 VERIFIED UNDER_REVIEW", "2 VERIFIED UNDER_REVIEW");
      assertThat(reopen(room, "saga-1"))
          .isEqualTo(new UndoOutcome(false, "The document package is already REOPENED."));
      assertThat(reopen(room, "saga-9"))
          .isEqualTo(new UndoOutcome(false, "This saga has no document package."));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void waits_for_a_person_who_approves(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = asked("saga-1", "STANDARD", MANUAL);

      assertThat(texts(verify(room, command)))
          .containsExactly("waiting: A reviewer has to approve or reject IDENTITY.");
      assertThat(room.rows(PACKAGES)).containsExactly("saga-1 UNDER_REVIEW");
      assertThat(room.view("p-saga-1").at("/documents/0/status").asText())
          .isEqualTo("UNDER_REVIEW");

      StepOutcome approved = room.with(Documents.class, documents -> documents.approve(command));

      assertThat(text(approved))
          .startsWith("done: ")
          .contains("{\"type\":\"IDENTITY\",\"status\":\"VERIFIED\"}");
      assertThat(room.rows(PACKAGES)).containsExactly("saga-1 APPROVED");
      assertThat(history(room, "saga-1"))
          .endsWith("null UNDER_REVIEW APPROVED", "1 UNDER_REVIEW VERIFIED");
      assertThatThrownBy(() -> room.with(Documents.class, d -> d.approve(command)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void waits_for_a_person_who_rejects(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = asked("saga-1", "STANDARD", MANUAL);
      verify(room, command);

      StepOutcome rejected =
          room.with(Documents.class, documents -> documents.reject(command, "It is blurred."));

      assertThat(rejected).isEqualTo(new StepOutcome.Refused("It is blurred."));
      assertThat(room.rows(PACKAGES)).containsExactly("saga-1 REJECTED");
      assertThat(room.rows(ENTRIES))
          .containsExactly(
              "IDENTITY REJECTED pdf 51200 2030-01-01",
              "BUSINESS_REGISTRATION VERIFIED null null null");
      assertThat(reopen(room, "saga-1").undone()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void cancels_a_package_nobody_has_decided_on(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepCommand command = asked("saga-1", "STANDARD", MANUAL);
      verify(room, command, asked("saga-2", "BASIC", "{}"));

      assertThat(reopen(room, "saga-1"))
          .isEqualTo(new UndoOutcome(true, "The document package is CANCELLED."));

      assertThat(room.rows(PACKAGES)).containsExactly("saga-1 CANCELLED", "saga-2 APPROVED");
      assertThatThrownBy(() -> room.with(Documents.class, d -> d.reject(command, "late")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static TestRoom room(TestDatabase database) {
    return new TestRoom(database, Documents.class);
  }

  private static StepCommand asked(String saga, String contract, String data) {
    return command(saga, "p-" + saga, "{'contract_type': '" + contract + "'}", data);
  }

  private static List<StepOutcome> verify(TestRoom room, StepCommand... commands) {
    return room.with(Documents.class, documents -> documents.verify(List.of(commands)));
  }

  private static UndoOutcome reopen(TestRoom room, String saga) {
    return room.with(Documents.class, d -> d.reopen(List.of(undo(saga, "p-" + saga)))).get(0);
  }

  private static List<String> history(TestRoom room, String saga) {
    return room.rows(
        "select entry, from_state, to_state from document_history where saga_id = ? order by id",
        saga);
  }
}
