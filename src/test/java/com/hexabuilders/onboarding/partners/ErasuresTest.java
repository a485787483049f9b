package com.hexabuilders.onboarding.partners;

import static com.hexabuilders.onboarding.TestRoom.command;
import static com.hexabuilders.onboarding.TestRoom.undo;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.TestRoom;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Erasing what partners said of themselves in their own tables. */
class ErasuresTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void erases_every_field_and_keeps_state_and_history(TestDatabase database) {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, "saga-1", "p1", "Boss@Acme.com");
      erase(room, "p1");
      erase(room, "p1");

      assertThat(
              room.rows(
                  "select email_key, nombre, email, telefono, direccion, ciudad, pais, tipo_partner,"
                      + " state, saga_id from partner"))
          .containsExactly("erased p1    null null null INDIVIDUAL ACTIVO saga-1");
      assertThat(room.claims()).isEmpty();
      assertThat(room.rows("select to_state from partner_history")).containsExactly("ACTIVO");
      assertThat(room.view("p1").toString())
          .contains("\"personal_data\":\"ERASED\",\"erased_at\":\"2026-03-01T10:15:30Z\"")
          .contains("\"email\":null", "\"state\":\"ACTIVO\"");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_freed_e_mail_belongs_to_the_next_who_uses_it(TestDatabase database) {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, "saga-1", "p1", "boss@acme.com");
      register(room, "saga-2", "p2", "boss@acme.com");
      erase(room, "p1");
      assertThat(room.claims()).containsExactly("live-email boss@acme.com saga-2");
      assertThat(room.rows("select email from partner where partner_id = 'p2'"))
          .containsExactly("boss@acme.com");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_erased_partner_can_be_undone_and_onboarded_again(TestDatabase database) {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, "saga-1", "p1", "boss@acme.com");
      register(room, "saga-2", "p2", "other@acme.com");
      erase(room, "p1");
      erase(room, "p2");
      List<UndoOutcome> undone =
          room.with(Partners.class, p -> p.remove(List.of(undo("saga-1", "p1"))));
      assertThat(undone.get(0).undone()).isTrue();
      assertThat(room.claims()).as("what is erased is nobody's e-mail").isEmpty();

      register(room, "saga-3", "p1", "new@acme.com");
      assertThat(room.rows("select email, state, erased_at from partner where partner_id = 'p1'"))
          .containsExactly("new@acme.com ACTIVO null");
      assertThat(room.claims()).containsExactly("live-email new@acme.com saga-3");
    }
  }

  private static void register(TestRoom room, String saga, String partner, String email) {
    String data =
        """
        {'nombre': 'Ana María', 'email': '%s', 'telefono': '+57 1234567', 'direccion': 'Calle 1',
         'ciudad': 'Bogotá', 'pais': 'Colombia', 'tipo_partner': 'INDIVIDUAL'}
        """;
    room.with(
        Partners.class,
        p -> p.register(List.of(command(saga, partner, "{}", data.formatted(email)))));
  }

  private static void erase(TestRoom room, String partner) {
    room.with(
        Erasures.class,
        erasures -> {
          erasures.erase(partner);
          return partner;
        });
  }
}
