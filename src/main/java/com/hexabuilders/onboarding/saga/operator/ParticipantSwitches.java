package com.hexabuilders.onboarding.saga.operator;

import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.database.CachedAnswer;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Table {@code participant_switch}. The readers of every queue ask all the time, so the answer is
 * kept for half a second. One reader asks the database anew; the others go by the last answer
 * meanwhile, and everybody does while the database is away. A change made by this instance counts
 * at once.
 */
@Repository
class ParticipantSwitches implements Participation {

  private static final Duration FRESH = Duration.ofMillis(500);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Definitions definitions;
  private final AuditLog audit;
  private final Clock clock;

  /** Names of those disabled; empty as long as the database has never answered. */
  private final CachedAnswer<Optional<Set<String>>> disabled;

  ParticipantSwitches(
      JdbcTemplate jdbc,
      TransactionTemplate transactions,
      Definitions definitions,
      AuditLog audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.definitions = definitions;
    this.audit = audit;
    this.clock = clock;
    this.disabled = new CachedAnswer<>(FRESH, Ticker.systemTicker(), Optional.empty(), this::ask);
  }

  private record Row(boolean enabled, String reason, Instant since, String by) {
    static final Row NEVER_CHANGED = new Row(true, null, null, null);
  }

  @Override
  public List<State> all() {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    for (SagaDefinition definition : definitions.all()) {
      for (StepDefinition step : definition.steps()) {
        steps.computeIfAbsent(step.participant(), name -> new ArrayList<>()).add(step.name());
      }
    }
    Map<String, Row> rows = new HashMap<>();
    jdbc.query(
        "select participant, enabled, reason, changed_by, changed_at from participant_switch",
        row -> {
          rows.put(row.getString("participant"), read(row));
        });
    List<State> states = new ArrayList<>();
    steps.forEach(
        (name, done) -> {
          Row row = rows.getOrDefault(name, Row.NEVER_CHANGED);
          states.add(new State(name, done, row.enabled(), row.reason(), row.since(), row.by()));
        });
    return states;
  }

  @Override
  public Optional<State> change(String name, boolean enabled, String reason, AuditEntry.Actor by) {
    Optional<State> changed =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> inTransaction(name, enabled, reason, by)));
    disabled.askAgain();
    return changed;
  }

  private Optional<State> inTransaction(
      String name, boolean enabled, String reason, AuditEntry.Actor by) {
    Optional<State> before = find(name);
    if (before.isPresent()) {
      if (before.get().enabled() != enabled) {
        write(name, enabled, reason, by);
      }
      audit.add(
          new AuditEntry(
              by,
              enabled ? "enable" : "disable",
              "participant/" + name,
              reason,
              text(before.get().enabled()),
              text(enabled),
              AuditEntry.DONE));
    }
    return find(name);
  }

  private Optional<State> find(String name) {
    return all().stream().filter(state -> state.name().equals(name)).findFirst();
  }

  private void write(String name, boolean enabled, String reason, AuditEntry.Actor by) {
    Object[] values = {enabled, reason, by.name(), time(clock.instant()), name};
    int updated =
        jdbc.update(
            """
            update participant_switch set enabled = ?, reason = ?, changed_by = ?, changed_at = ?
            where participant = ?
            """,
            values);
    if (updated == 0) {
      jdbc.update(
          """
          insert into participant_switch (enabled, reason, changed_by, changed_at, participant)
          values (?, ?, ?, ?, ?) on conflict do nothing
          """,
          values);
    }
  }

  /**
   * False as long as the database has never answered: without it nothing can be done anyway. The
   * first who ask wait together for one answer.
   */
  @Override
  public boolean isEnabled(String name) {
    return disabled.get().map(known -> !known.contains(name)).orElse(false);
  }

  private Optional<Set<String>> ask() {
    return Optional.of(
        Set.copyOf(
            jdbc.queryForList(
                "select participant from participant_switch where not enabled", String.class)));
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getBoolean("enabled"),
        row.getString("reason"),
        ColumnValues.instant(row, "changed_at"),
        row.getString("changed_by"));
  }

  private static String text(boolean enabled) {
    return enabled ? "enabled" : "disabled";
  }
}
