package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads one saga with its steps. An id is a saga's, else a partner's: then its newest saga. */
@Repository
public class SagaReads {

  /** Among all sagas, or those that one caller has started. */
  private static final String RESOLVED =
      """
      coalesce(
          (select saga_id from saga where saga_id = :id and %1$s),
          (select saga_id from saga where partner_id = :id and %1$s
           order by created_at desc, saga_id desc limit 1))
      """;

  private final JdbcClient jdbc;
  private final StoredDefinitions definitions;

  SagaReads(JdbcClient jdbc, StoredDefinitions definitions) {
    this.jdbc = jdbc;
    this.definitions = definitions;
  }

  /**
   * The saga's id, if there is such a saga or partner.
   *
   * @param startedBy among the sagas that this caller started; null: among all
   */
  public Optional<String> sagaId(String id, String startedBy) {
    return jdbc.sql("select saga_id from saga where saga_id = " + resolved(startedBy))
        .param("id", id)
        .param("startedBy", startedBy)
        .query(String.class)
        .optional();
  }

  private static String resolved(String startedBy) {
    return String.format(
        Locale.ROOT, RESOLVED, startedBy == null ? "true" : "started_by = :startedBy");
  }

  /**
   * Returns the partner that an id names. A partner with sagas comes first. A saga's id, also a
   * removed saga's, names the partner of that saga. Any other id is returned as a partner's id.
   */
  public String partnerId(String id) {
    return jdbc.sql(
            """
            select partner_id from (
              select 1 as place, partner_id from saga where partner_id = :id
              union all select 1, partner_id from saga_tombstone where partner_id = :id
              union all select 2, partner_id from saga where saga_id = :id
              union all select 2, partner_id from saga_tombstone where saga_id = :id) found
            order by place limit 1
            """)
        .param("id", id)
        .query(String.class)
        .optional()
        .orElse(id);
  }

  /** Those of these sagas that this caller started, also removed ones. */
  Set<String> startedBy(String caller, Collection<String> sagaIds) {
    if (sagaIds.isEmpty()) {
      return Set.of();
    }
    String sql =
        """
        select saga_id from saga where saga_id in (:ids) and started_by = :caller
        union select saga_id from saga_tombstone where saga_id in (:ids) and started_by = :caller
        """;
    return jdbc.sql(sql).param("ids", sagaIds).param("caller", caller).query(String.class).set();
  }

  /** The saga with its steps, whoever started it. */
  Optional<SagaView> find(String id) {
    return find(id, null);
  }

  /**
   * The saga with its steps.
   *
   * @param startedBy among the sagas that this caller started; null: among all
   */
  public Optional<SagaView> find(String id, String startedBy) {
    String sql =
        String.format(
            Locale.ROOT,
            "select %s, %s from saga s left join saga_step t on t.saga_id = s.saga_id where s.saga_id = %s",
            SagaRow.COLUMNS,
            StepRow.COLUMNS,
            resolved(startedBy));
    Optional<Found> found =
        jdbc.sql(sql).param("id", id).param("startedBy", startedBy).query(SagaReads::collect);
    return found.map(this::view);
  }

  private SagaView view(Found found) {
    SagaRow saga = found.saga();
    List<StepRow> steps =
        definitions.of(saga.sagaType(), saga.definitionVersion()).steps().stream()
            .map(StepDefinition::name)
            .map(name -> found.touched().getOrDefault(name, StepRow.pending(name)))
            .toList();
    return new SagaView(saga, steps);
  }

  private static Optional<Found> collect(ResultSet rows) throws SQLException {
    SagaRow saga = null;
    Map<String, StepRow> touched = new HashMap<>();
    while (rows.next()) {
      if (saga == null) {
        saga = SagaRow.read(rows);
      }
      if (rows.getString("step_name") != null) {
        StepRow step = StepRow.read(rows);
        touched.put(step.name(), step);
      }
    }
    return Optional.ofNullable(saga).map(row -> new Found(row, touched));
  }

  private record Found(SagaRow saga, Map<String, StepRow> touched) {}
}
