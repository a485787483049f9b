package com.hexabuilders.onboarding.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads one saga with its steps. An id is a saga's, else a partner's: then its newest saga. */
@Repository
class SagaReads {

  private static final String RESOLVED =
      """
      coalesce(
          (select saga_id from saga where saga_id = :id),
          (select saga_id from saga where partner_id = :id
           order by created_at desc, saga_id desc limit 1))
      """;

  private final JdbcClient jdbc;
  private final SagaDefinitions definitions;

  SagaReads(JdbcClient jdbc, SagaDefinitions definitions) {
    this.jdbc = jdbc;
    this.definitions = definitions;
  }

  /**
   * The saga's id, if there is such a saga or partner.
   *
   * @param startedBy only if this caller started it; null: whoever did
   */
  Optional<String> sagaId(String id, String startedBy) {
    String owned = startedBy == null ? "" : " and started_by = :startedBy";
    return jdbc.sql("select saga_id from saga where saga_id = " + RESOLVED + owned)
        .param("id", id)
        .param("startedBy", startedBy)
        .query(String.class)
        .optional();
  }

  /**
   * The partner a saga id belongs to, also of a removed saga; any other id is taken for a
   * partner's.
   */
  String partnerId(String id) {
    return jdbc.sql(
            """
            select partner_id from saga where saga_id = :id
            union all select partner_id from saga_tombstone where saga_id = :id limit 1
            """)
        .param("id", id)
        .query(String.class)
        .optional()
        .orElse(id);
  }

  /**
   * Whether this partner has sagas and this caller started every one, also those removed since: one
   * more saga for somebody else's partner makes nobody its owner.
   */
  boolean allStartedBy(String partnerId, String caller) {
    String sql =
        """
        select count(*) > 0 and count(*) = count(case when started_by = :caller then 1 end)
        from (select started_by from saga where partner_id = :partner
              union all
              select started_by from saga_tombstone where partner_id = :partner) every
        """;
    return jdbc.sql(sql)
        .param("partner", partnerId)
        .param("caller", caller)
        .query(Boolean.class)
        .single();
  }

  /** The saga with its steps. */
  Optional<SagaView> find(String id) {
    String sql =
        String.format(
            Locale.ROOT,
            "select %s, %s from saga s left join saga_step t on t.saga_id = s.saga_id where s.saga_id = %s",
            SagaRow.COLUMNS,
            StepRow.COLUMNS,
            RESOLVED);
    Optional<Found> found = jdbc.sql(sql).param("id", id).query(SagaReads::collect);
    return found.map(this::view);
  }

  private SagaView view(Found found) {
    SagaRow saga = found.saga();
    List<StepRow> steps =
        definitions.steps(saga.sagaType(), saga.definitionVersion()).stream()
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
