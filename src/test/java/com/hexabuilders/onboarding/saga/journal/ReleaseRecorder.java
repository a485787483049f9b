package com.hexabuilders.onboarding.saga.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.DatabaseDump;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Writes down what a release leaves behind: rows and messages of sagas in every state. Not part of
 * the gate; CONTRIBUTING says when to run it.
 */
class ReleaseRecorder {

  static final Path FOLDER = Path.of("src/test/resources/release");

  private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

  @Test
  void writes_sagas_in_every_state() throws Exception {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      leaveOneOfEach(world);
      Files.createDirectories(FOLDER);
      String rows = new DatabaseDump(world.jdbc().getDataSource()).statements();
      Files.writeString(FOLDER.resolve("rows.sql"), rows, UTF_8);
      Files.writeString(FOLDER.resolve("messages.json"), messages.toPrettyString() + "\n", UTF_8);
    }
  }

  private void leaveOneOfEach(SagaWorld world) {
    world.participants.refuses("three", "No.");
    world.participants.undoAnswers.put("two", ReleaseRecorder::broken);
    world.start("stuck");
    OperatorVerbsTest.exhaust(world);
    world.participants.undoAnswers.clear();
    world.start("undone");
    world.runUntilQuiet();
    world.start("undoing");
    handle(world, 4);
    keep(world);
    world.participants.answers.clear();
    world.start("completed");
    world.runUntilQuiet();
    world.start("completing");
    handle(world, 3);
    keep(world);
    world.start("running");
    handle(world, 1);
    keep(world);
    world.participants.refuses("one", "No.");
    world.start("failed");
    world.runUntilQuiet();
    world.participants.answers.clear();
    world.participants.answers.put("two", () -> new StepOutcome.Waiting("Look at it."));
    world.start("waiting");
    world.runUntilQuiet();
    world.participants.breaks("two");
    world.start("retrying");
    handle(world, 2);
    world.queued.clear();
    world.start("fresh");
    keep(world);
    world.start("lost");
  }

  private static UndoOutcome broken() {
    throw new IllegalStateException("The undo broke.");
  }

  private static void handle(SagaWorld world, int times) {
    for (int i = 0; i < times; i++) {
      world.handle(List.of(world.queued.remove(0)));
    }
  }

  /** What is in the queues stays there for the next release. */
  private void keep(SagaWorld world) {
    world.queued.forEach(
        delivery ->
            messages
                .addObject()
                .put("queue", delivery.queue())
                .put("id", delivery.messageId())
                .put("body", delivery.body()));
    world.queued.clear();
  }
}
