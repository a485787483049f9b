package com.hexabuilders.onboarding.saga.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.Sha256;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code saga_definition}. New sagas begin with what the route files declare. Running sagas
 * keep the row they began with, also on an instance with other route files.
 */
@Repository
public class Definitions {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Far more than there are instances that start at once. */
  private static final int MOST_LOOKS = 100;

  private record Key(String type, int version) {}

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final Map<Key, SagaDefinition> known = new ConcurrentHashMap<>();
  private final Map<String, SagaDefinition> current = new LinkedHashMap<>();

  Definitions(JdbcTemplate jdbc, Clock clock, RouteDeclarations declarations) {
    this.jdbc = jdbc;
    this.clock = clock;
    DefinitionAssembler.assemble(declarations.all())
        .forEach(definition -> current.put(definition.type(), adopt(definition)));
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
    return known.computeIfAbsent(new Key(type, version), this::load);
  }

  private SagaDefinition load(Key key) {
    String content =
        jdbc.queryForObject(
            "select content from saga_definition where saga_type = ? and version = ?",
            String.class,
            key.type(),
            key.version());
    return parse(content).withVersion(key.version());
  }

  /** Finds the row of this content, or adds one with the next version; safe with many instances. */
  private SagaDefinition adopt(SagaDefinition declared) {
    String content = content(declared);
    String hash = Sha256.of(content);
    List<Integer> found = versions(declared.type(), hash);
    for (int look = 0; found.isEmpty(); look++) { // again if another instance took the version
      if (look == MOST_LOOKS) {
        throw new IllegalStateException("A definition that was written is not found again.");
      }
      insert(declared.type(), hash, content);
      found = versions(declared.type(), hash);
    }
    SagaDefinition adopted = declared.withVersion(found.get(0));
    known.put(new Key(adopted.type(), adopted.version()), adopted);
    return adopted;
  }

  private List<Integer> versions(String type, String hash) {
    return jdbc.queryForList(
        "select version from saga_definition where saga_type = ? and hash = ? order by version desc",
        Integer.class,
        type,
        hash);
  }

  private void insert(String type, String hash, String content) {
    jdbc.update(
        """
        insert into saga_definition (saga_type, version, hash, content, created_at)
        select ?, coalesce(max(version), 0) + 1, ?, ?, ? from saga_definition where saga_type = ?
        on conflict do nothing
        """,
        type,
        hash,
        content,
        ColumnValues.time(clock.instant()),
        type);
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

  private static String content(SagaDefinition definition) {
    try {
      return JSON.writeValueAsString(definition.withVersion(0));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SagaDefinition parse(String content) {
    try {
      return JSON.readValue(content, SagaDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored saga definition cannot be read.", e);
    }
  }
}
