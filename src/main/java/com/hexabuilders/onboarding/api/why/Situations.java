package com.hexabuilders.onboarding.api.why;

import static com.hexabuilders.onboarding.saga.ColumnValues.instant;

import com.hexabuilders.onboarding.api.health.HealthChecks;
import com.hexabuilders.onboarding.api.saga.SagaReads;
import com.hexabuilders.onboarding.api.saga.SagaView;
import com.hexabuilders.onboarding.api.stats.QueueStates;
import com.hexabuilders.onboarding.api.stats.StepDurations;
import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Gathers what a diagnosis goes by: from journal, broker, probes and participants. */
@Repository
class Situations {

  private final SagaReads sagas;
  private final StoredDefinitions definitions;
  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final HealthChecks health;
  private final QueueStates queues;
  private final Participation participants;
  private final StepDurations durations;

  Situations(
      SagaReads sagas,
      StoredDefinitions definitions,
      JdbcTemplate jdbc,
      Clock clock,
      HealthChecks health,
      QueueStates queues,
      Participation participants,
      StepDurations durations) {
    this.sagas = sagas;
    this.definitions = definitions;
    this.jdbc = jdbc;
    this.clock = clock;
    this.health = health;
    this.queues = queues;
    this.participants = participants;
    this.durations = durations;
  }

  /**
   * How a saga stands.
   *
   * @param startedBy among the sagas that this caller started; null: among all
   */
  Optional<Situation> of(String id, String startedBy) {
    return sagas.find(id, startedBy).map(this::of);
  }

  private Situation of(SagaView view) {
    SagaDefinition definition =
        definitions.of(view.saga().sagaType(), view.saga().definitionVersion());
    Optional<StepDefinition> step =
        view.current() == null ? Optional.empty() : definition.step(view.current().name());
    String queue = view.saga().isFinal() ? null : queue(view, definition, step);
    return new Situation(
        view,
        clock.instant(),
        health.results(),
        queue,
        queue == null ? null : queues.of(List.of(queue)).get(queue),
        queue == null ? null : reached(queue),
        letters(view.saga().sagaId()),
        step.flatMap(known -> participant(known.participant())).orElse(null),
        step.filter(known -> !view.saga().status().equals(SagaStatus.COMPENSATING))
            .flatMap(known -> durations.of(known.name()))
            .map(StepDurations.Percentiles::p95)
            .orElse(null));
  }

  private static String queue(
      SagaView view, SagaDefinition definition, Optional<StepDefinition> step) {
    boolean isUndone = view.saga().status().equals(SagaStatus.COMPENSATING);
    return step.map(known -> isUndone ? known.undoInbox() : known.inbox())
        .orElse(definition.completion().inbox());
  }

  private Instant reached(String queue) {
    return jdbc
        .query(
            "select reached_at from step_progress where queue = ?",
            (row, n) -> instant(row, "reached_at"),
            queue)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private List<String> letters(String sagaId) {
    return jdbc.queryForList(
        "select id from dead_letter where saga_id = ? and state = 'OPEN' order by received_at, id",
        String.class,
        sagaId);
  }

  private Optional<Participation.State> participant(String name) {
    return participants.all().stream().filter(known -> known.name().equals(name)).findFirst();
  }
}
