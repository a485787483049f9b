package com.hexabuilders.onboarding.saga.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import java.util.Collection;
import java.util.List;

/** What an operator does with dead letters in tests of the journal. */
public final class LetterDesk {

  public static final AuditEntry.Actor ANNA = new AuditEntry.Actor("anna", "OPERATOR", "10.0.0.7");

  private LetterDesk() {}

  static SagaWorld suspending(TestDatabase database) {
    return new SagaWorld(
        database,
        "onboarding.steps.two.on-exhausted=suspend",
        "onboarding.steps.two.delayed-retries=0");
  }

  static String suspended(SagaWorld world) {
    world.participants.breaks("two");
    String saga = world.start("acme");
    world.runUntilQuiet();
    assertThat(world.saga(saga).steps().get("two").status()).isEqualTo(StepStatus.WAITING);
    return saga;
  }

  static UndoOutcome breakDown() {
    throw new IllegalStateException("broken");
  }

  static LogEntry openEntry(SagaWorld world, String saga) {
    return world.log(saga).get(world.saga(saga).log().openSeq() - 1);
  }

  public static String letter(SagaWorld world) {
    return world
        .jdbc()
        .queryForObject("select id from dead_letter where state = 'OPEN'", String.class);
  }

  public static Object letterColumn(SagaWorld world, String letter, String column) {
    return world.jdbc().queryForMap("select * from dead_letter where id = ?", letter).get(column);
  }

  public static LetterReply retry(SagaWorld world, String letter, JsonNode edited) {
    return world.bean(LetterActs.class).retry(letter, edited, ANNA);
  }

  static String why(LetterReply reply) {
    return ((LetterReply.Refused) reply).why();
  }

  /** Gives up starts with these bodies. */
  public static void drop(SagaWorld world, Collection<String> bodies) {
    List<QueueStarts.Drop> drops =
        bodies.stream()
            .map(
                body ->
                    QueueStarts.Drop.refused(
                        world.delivery("start", body), DeadLetterKind.MALFORMED, "No."))
            .toList();
    world.bean(QueueStarts.class).accept(SagaWorld.TYPE, drops);
  }

  /** All that is kept of partners and letters. */
  public static List<String> bodies(SagaWorld world) {
    return world.jdbc().queryForList("select content from personal_data", String.class);
  }

  /** The letter with this body. */
  public static String of(SagaWorld world, String body) {
    String sql = "select subject_id from personal_data where content = ?";
    return world.jdbc().queryForObject(sql, String.class, body);
  }
}
