package com.hexabuilders.onboarding.partners;

import static com.hexabuilders.onboarding.TestRoom.command;
import static com.hexabuilders.onboarding.TestRoom.text;
import static com.hexabuilders.onboarding.TestRoom.undo;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.TestRoom;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.StepOutcome.Done;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartnersTest {

  private static final String HISTORY =
      "select from_state, to_state, saga_id from partner_history order by id";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void registers_a_partner_and_announces_nothing_personal(TestDatabase database) {
    try (TestRoom room = room(database)) {
      StepOutcome outcome = register(room, registration("saga-1", "p1", "Boss@Acme.com")).get(0);

      assertThat(text(outcome))
          .isEqualTo(
              "done: {\"tipo_partner\":\"INDIVIDUAL\",\"partner_state\":\"ACTIVO\",\"reactivated\":false}");
      assertThat(room.rows("select state, saga_id, nombre, email, telefono, pais from partner"))
          .containsExactly("ACTIVO saga-1 Ana María Boss@Acme.com +57 1234567 null");
      assertThat(room.claims()).containsExactly("live-email boss@acme.com saga-1");
      assertThat(room.rows(HISTORY)).containsExactly("null ACTIVO saga-1");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void shows_personal_data_masked(TestDatabase database) {
    try (TestRoom room = room(database)) {
      register(room, registration("saga-1", "p1", "boss@acme.com"));

      String view = room.view("p1").toString();

      assertThat(view)
          .contains("\"nombre\":\"A***\"", "\"email\":\"b***@***.com\"", "\"telefono\":\"***67\"")
          .contains("\"state\":\"ACTIVO\"", "\"history\":[{")
          .doesNotContain("María", "acme", "12345");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void decides_a_batch_as_if_its_commands_came_one_by_one(TestDatabase database) {
    try (TestRoom room = room(database, "onboarding.policy.unique-email=reject")) {
      register(room, registration("saga-0", "p0", "taken@acme.com"));

      List<StepOutcome> outcomes =
          register(
              room,
              registration("saga-1", "p1", "taken@acme.com"), // its e-mail is taken
              registration("saga-2", "p1", "new@acme.com"),
              registration("saga-3", "p1", "third@acme.com"), // live by now
              registration("saga-4", "p4", "third@acme.com"), // so this e-mail stayed free
              registration("saga-5", "p5", "THIRD@acme.com"));

      assertThat(outcomes)
          .extracting(outcome -> outcome instanceof Done)
          .containsExactly(false, true, false, true, false);
      assertThat(room.rows("select partner_id, saga_id from partner order by partner_id"))
          .containsExactly("p0 saga-0", "p1 saga-2", "p4 saga-4");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void hands_an_email_on_to_the_partner_that_was_only_warned(TestDatabase database) {
    try (TestRoom room = room(database)) {
      register(room, registration("saga-1", "p1", "a@acme.com"));
      Done warned = (Done) register(room, registration("saga-2", "p2", "A@acme.com")).get(0);
      assertThat(warned.warnings()).singleElement().asString().contains("another live partner");

      remove(room, "saga-1", "p1");
      assertThat(room.claims()).containsExactly("live-email a@acme.com saga-2");
      remove(room, "saga-2", "p2");
      assertThat(room.claims()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_reactivated_partner_goes_back_to_eliminado(TestDatabase database) {
    try (TestRoom room = room(database)) {
      register(room, registration("saga-1", "p1", "a@acme.com"));
      assertThat(remove(room, "saga-1", "p1").undone()).isTrue();

      StepOutcome again = register(room, registration("saga-2", "p1", "b@acme.com")).get(0);
      assertThat(text(again)).contains("\"reactivated\":true");
      assertThat(remove(room, "saga-1", "p1"))
          .isEqualTo(
              new UndoOutcome(false, "The partner's present state was not made by this saga."));
      assertThat(remove(room, "saga-2", "p1").undone()).isTrue();

      assertThat(room.rows("select state, saga_id, email from partner"))
          .containsExactly("ELIMINADO saga-2 b@acme.com");
      assertThat(room.rows(HISTORY))
          .containsExactly(
              "null ACTIVO saga-1",
              "ACTIVO ELIMINADO saga-1",
              "ELIMINADO ACTIVO saga-2",
              "ACTIVO ELIMINADO saga-2");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void undo_without_a_registration_says_so(TestDatabase database) {
    try (TestRoom room = room(database)) {
      assertThat(remove(room, "saga-1", "p1"))
          .isEqualTo(new UndoOutcome(false, "There is no such partner."));
      register(room, registration("saga-1", "p1", "a@acme.com"));
      remove(room, "saga-1", "p1");
      assertThat(remove(room, "saga-1", "p1"))
          .isEqualTo(new UndoOutcome(false, "The registration was undone before."));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void suspends_and_reinstates_only_where_it_fits(TestDatabase database) {
    try (TestRoom room = room(database)) {
      register(room, registration("saga-1", "p1", "a@acme.com"));

      assertThat(suspend(room, "p1")).isTrue();
      assertThat(suspend(room, "p1")).isFalse();
      assertThat(suspend(room, "nobody")).isFalse();
      assertThat(text(register(room, registration("saga-2", "p1", "a@acme.com")).get(0)))
          .startsWith("refused: The partner is SUSPENDIDO");
      assertThat(reinstate(room, "p1")).isTrue();
      assertThat(reinstate(room, "p1")).isFalse();
      assertThat(reinstate(room, "nobody")).isFalse();

      assertThat(room.rows(HISTORY))
          .containsExactly(
              "null ACTIVO saga-1", "ACTIVO SUSPENDIDO null", "SUSPENDIDO ACTIVO null");
      assertThat(remove(room, "saga-1", "p1").undone()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_suspension_outlives_the_undo_and_ends_in_eliminado(TestDatabase database) {
    try (TestRoom room = room(database)) {
      register(room, registration("saga-1", "p1", "a@acme.com"));
      suspend(room, "p1");

      UndoOutcome undone = remove(room, "saga-1", "p1");

      assertThat(undone.undone()).isFalse();
      assertThat(undone.reason()).startsWith("An operator has suspended the partner since");
      assertThat(room.rows("select state, saga_id from partner"))
          .containsExactly("SUSPENDIDO saga-1");
      assertThat(room.claims()).isEmpty();
      assertThat(reinstate(room, "p1")).isTrue();
      assertThat(room.rows("select state from partner")).containsExactly("ELIMINADO");
      assertThat(register(room, registration("saga-2", "p1", "a@acme.com")).get(0))
          .isInstanceOf(Done.class);
    }
  }

  private static TestRoom room(TestDatabase database, String... properties) {
    return new TestRoom(database, Partners.class, properties);
  }

  private static StepCommand registration(String saga, String partner, String email) {
    String data =
        "{'nombre': 'Ana María', 'email': '%s', 'telefono': '+57 1234567', 'tipo_partner':"
            + " 'INDIVIDUAL'}";
    return command(saga, partner, "{}", data.formatted(email));
  }

  private static List<StepOutcome> register(TestRoom room, StepCommand... commands) {
    return room.with(Partners.class, partners -> partners.register(List.of(commands)));
  }

  private static UndoOutcome remove(TestRoom room, String saga, String partner) {
    return room.with(Partners.class, partners -> partners.remove(List.of(undo(saga, partner))))
        .get(0);
  }

  private static boolean suspend(TestRoom room, String partner) {
    return room.with(Partners.class, partners -> partners.suspend(partner, "fraud suspected"));
  }

  private static boolean reinstate(TestRoom room, String partner) {
    return room.with(Partners.class, partners -> partners.reinstate(partner, "cleared"));
  }
}
