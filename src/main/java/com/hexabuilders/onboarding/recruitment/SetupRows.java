package com.hexabuilders.onboarding.recruitment;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.hexabuilders.onboarding.saga.StateHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code recruitment_setup}. Runs in the caller's transaction. */
@Repository
class SetupRows {

  private static final String COLUMNS =
      """
      select setup_id, partner_id, saga_id, contract_type, state, max_active_jobs, categories,
             features
        from recruitment_setup
      """;

  private final JdbcTemplate jdbc;
  private final StateHistory history;

  SetupRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.history = new StateHistory(jdbc, "recruitment_setup_history", "setup_id");
  }

  /** The changes of these rows. */
  StateHistory history() {
    return history;
  }

  /**
   * Setups whose present state these sagas made, by saga, locked in key order. The map may be
   * changed.
   */
  Map<String, SetupRow> lockBySaga(Collection<String> sagaIds) {
    String sql = COLUMNS + " where saga_id = any(?) order by setup_id for update";
    return jdbc.query(sql, (row, n) -> read(row), (Object) sagaIds.toArray(String[]::new)).stream()
        .collect(toMap(SetupRow::sagaId, row -> row, (one, same) -> one, HashMap::new));
  }

  /** The partner's newest setup. */
  Optional<SetupRow> newest(String partnerId) {
    String sql = COLUMNS + " where partner_id = ? order by created_at desc, setup_id limit 1";
    return jdbc.query(sql, (row, n) -> read(row), partnerId).stream().findFirst();
  }

  void insert(List<SetupRow> rows, OffsetDateTime now) {
    String sql =
        """
        insert into recruitment_setup
               (setup_id, partner_id, saga_id, contract_type, state, max_active_jobs, categories,
                features, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> values(row, now)).toList());
  }

  void changeState(List<SetupRow> rows, OffsetDateTime now) {
    String sql =
        """
        update recruitment_setup set state = ?, max_active_jobs = ?, updated_at = ?
         where setup_id = ?
        """;
    jdbc.batchUpdate(
        sql,
        rows.stream()
            .map(row -> new Object[] {row.state().name(), row.maxActiveJobs(), now, row.setupId()})
            .toList());
  }

  private static Object[] values(SetupRow row, OffsetDateTime now) {
    return new Object[] {
      row.setupId(),
      row.partnerId(),
      row.sagaId(),
      row.plan().name(),
      row.state().name(),
      row.maxActiveJobs(),
      row.categories().stream().map(Enum::name).collect(joining(",")),
      row.features().stream().map(Enum::name).collect(joining(",")),
      now,
      now
    };
  }

  private static SetupRow read(ResultSet row) throws SQLException {
    return new SetupRow(
        row.getString("setup_id"),
        row.getString("partner_id"),
        row.getString("saga_id"),
        RecruitmentPlan.valueOf(row.getString("contract_type")),
        SetupState.valueOf(row.getString("state")),
        row.getInt("max_active_jobs"),
        split(row.getString("categories"), JobCategory::valueOf),
        split(row.getString("features"), RecruitmentFeature::valueOf));
  }

  private static <T> List<T> split(String names, Function<String, T> valueOf) {
    return Arrays.stream(names.split(",")).map(valueOf).toList();
  }
}
