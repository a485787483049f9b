package com.hexabuilders.onboarding.saga.definition;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The sagas that this instance runs. New sagas begin with what the route files declare. Running
 * sagas keep the definition they began with, also on an instance with other route files.
 */
@Component
public class Definitions {

  private final JdbcTemplate jdbc;
  private final StoredDefinitions stored;
  private final Map<String, SagaDefinition> current = new LinkedHashMap<>();

  Definitions(JdbcTemplate jdbc, StoredDefinitions stored, RouteDeclarations declarations) {
    this.jdbc = jdbc;
    this.stored = stored;
    DefinitionAssembler.assemble(declarations.all())
        .forEach(definition -> current.put(definition.type(), stored.adopt(definition)));
    current.values().forEach(this::refuseDroppedSteps);
  }

  /** The definition new sagas of this type begin with. */
  public SagaDefinition current(String type) {
    SagaDefinition definition = current.get(type);
    if (definition == null) {
      throw new IllegalArgumentException("No route files declare a saga '" + type + "'.");
    }
    return definition;
  }

  /** All types, in order of declaration. */
  public List<SagaDefinition> all() {
    return List.copyOf(current.values());
  }

  /** Name of the step that reads this queue, forward or undo. */
  public Optional<String> findStepReading(String queue) {
    return current.values().stream()
        .flatMap(definition -> definition.steps().stream())
        .filter(step -> step.inbox().equals(queue) || step.undoInbox().equals(queue))
        .map(StepDefinition::name)
        .findFirst();
  }

  /** Whether the queue is the undo inbox of a step. */
  public boolean readsUndo(String queue) {
    return current.values().stream()
        .flatMap(definition -> definition.steps().stream())
        .anyMatch(step -> step.undoInbox().equals(queue));
  }

  /** Every queue that the route files name. */
  public Set<String> queues() {
    Set<String> queues = new LinkedHashSet<>();
    for (SagaDefinition definition : current.values()) {
      queues.add(definition.start().inbox());
      definition.steps().forEach(step -> queues.addAll(List.of(step.inbox(), step.undoInbox())));
      queues.add(definition.completion().inbox());
    }
    return queues;
  }

  /** Whether the route files name this queue. */
  public boolean isQueue(String name) {
    return queues().contains(name);
  }

  /** The definition a saga began with; an unknown version is read from the database. */
  public SagaDefinition of(String type, int version) {
    return stored.of(type, version);
  }

  /** A step that a running saga still needs must have a reader for its queues. */
  private void refuseDroppedSteps(SagaDefinition now) {
    List<Integer> inUse =
        jdbc.queryForList(
            "select distinct definition_version from saga where saga_type = ? and wake_at is not null"
                + " and definition_version <> ?",
            Integer.class,
            now.type(),
            now.version());
    for (int version : inUse) {
      of(now.type(), version).steps().forEach(step -> refuseIfUnread(step, now));
    }
  }

  private static void refuseIfUnread(StepDefinition step, SagaDefinition now) {
    boolean read =
        now.steps().stream()
            .anyMatch(
                kept ->
                    kept.inbox().equals(step.inbox())
                        && kept.undoInbox().equals(step.undoInbox())
                        && (kept.nothingToUndo() == null || step.nothingToUndo() != null));
    if (!read) {
      throw new WrongRouteFiles(
          String.format(
              Locale.ROOT,
              "Running sagas still use the step '%s', but no route file reads its queues %s and %s and undoes it. Put its file back until these sagas are final.",
              step.name(),
              step.inbox(),
              step.undoInbox()));
    }
  }
}
