package com.hexabuilders.onboarding.partners;

import static com.hexabuilders.onboarding.TestRoom.command;
import static com.hexabuilders.onboarding.TestRoom.undo;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.TestRoom;
import com.hexabuilders.onboarding.saga.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An e-mail that several partners use, while two instances change who does. */
@Timeout(30)
class HandedOnTest {

  private static final String EMAIL = "boss@acme.com";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_e_mail_is_not_handed_on_to_a_partner_that_is_just_leaving(TestDatabase database)
      throws Exception {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, 1);
      register(room, 2);
      together(room, partners -> remove(partners, 2), partners -> remove(partners, 1));

      assertThat(room.rows("select state from partner")).containsOnly("ELIMINADO");
      assertThat(room.claims()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_erased_partner_s_e_mail_is_not_handed_on_to_one_that_is_just_leaving(
      TestDatabase database) throws Exception {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, 1);
      register(room, 2);
      together(room, partners -> remove(partners, 2), partners -> erase(room, "p1"));

      assertThat(room.claims()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_e_mail_is_not_handed_on_to_a_partner_that_is_just_being_erased(TestDatabase database)
      throws Exception {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, 1);
      register(room, 2);
      together(room, partners -> erase(room, "p2"), partners -> remove(partners, 1));

      assertThat(room.claims()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_e_mail_is_handed_on_to_a_partner_that_is_just_coming(TestDatabase database)
      throws Exception {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, 1);
      together(room, partners -> register(partners, 2), partners -> remove(partners, 1));

      assertThat(room.claims()).containsExactly("live-email boss@acme.com saga-2");
    }
  }

  /** Each of them has waited for a row that is gone; the new one is another row. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void two_who_wait_for_a_claim_both_hold_it_after_it_was_handed_on(TestDatabase database)
      throws Exception {
    try (TestRoom room = new TestRoom(database, Partners.class)) {
      register(room, 1);
      List<CompletableFuture<Set<String>>> waiting = new ArrayList<>();
      room.with(
          Claims.class,
          claims -> {
            claims.release(Registrations.LIVE_EMAIL, Set.of("saga-1"));
            for (int i = 0; i < 2; i++) {
              waiting.add(CompletableFuture.supplyAsync(() -> hold(room)));
              waitABit(waiting.get(i));
            }
            return claims.claim(Registrations.LIVE_EMAIL, Map.of(EMAIL, "saga-2"));
          });

      for (CompletableFuture<Set<String>> one : waiting) {
        assertThat(one.get(10, TimeUnit.SECONDS)).containsExactly(EMAIL);
      }
    }
  }

  private static Set<String> hold(TestRoom room) {
    return room.with(Claims.class, claims -> claims.hold(Registrations.LIVE_EMAIL, Set.of(EMAIL)));
  }

  /** The second is asked after the first has worked, and before it commits. */
  private static void together(TestRoom room, Consumer<Partners> first, Consumer<Partners> second)
      throws Exception {
    CompletableFuture<Boolean> other =
        room.with(
            Partners.class,
            partners -> {
              first.accept(partners);
              CompletableFuture<Boolean> begun =
                  CompletableFuture.supplyAsync(() -> run(room, second));
              waitABit(begun);
              return begun;
            });
    other.get(10, TimeUnit.SECONDS);
  }

  private static boolean run(TestRoom room, Consumer<Partners> work) {
    return room.with(
        Partners.class,
        partners -> {
          work.accept(partners);
          return true;
        });
  }

  /** It ends, or waits for a lock. */
  private static void waitABit(CompletableFuture<?> work) {
    try {
      work.get(500, TimeUnit.MILLISECONDS);
    } catch (TimeoutException waits) {
      assertThat(work).isNotDone();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void erase(TestRoom room, String partner) {
    room.with(
        Erasures.class,
        erasures -> {
          erasures.erase(partner);
          return partner;
        });
  }

  private static void register(TestRoom room, int number) {
    run(room, partners -> register(partners, number));
  }

  private static void register(Partners partners, int number) {
    String data =
        "{'nombre':'Ana','email':'boss@acme.com','telefono':'+57 1234567','tipo_partner':'INDIVIDUAL'}";
    partners.register(List.of(command("saga-" + number, "p" + number, "{}", data)));
  }

  private static void remove(Partners partners, int number) {
    partners.remove(List.of(undo("saga-" + number, "p" + number)));
  }
}
