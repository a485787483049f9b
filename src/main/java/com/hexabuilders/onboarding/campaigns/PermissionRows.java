package com.hexabuilders.onboarding.campaigns;

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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code campaign_permission}. Runs in the caller's transaction. */
@Repository
class PermissionRows {

  private static final String COLUMNS =
      """
      select permission_id, partner_id, saga_id, contract_type, state, max_monthly_budget,
             max_daily_budget, max_active_campaigns, types, currency
        from campaign_permission
      """;

  private final JdbcTemplate jdbc;
  private final StateHistory history;

  PermissionRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.history = new StateHistory(jdbc, "campaign_permission_history", "permission_id");
  }

  /** The changes of these rows. */
  StateHistory history() {
    return history;
  }

  /**
   * Permissions whose present state these sagas made, by saga, locked in key order. The map may be
   * changed.
   */
  Map<String, PermissionRow> lockBySaga(Collection<String> sagaIds) {
    String sql = COLUMNS + " where saga_id = any(?) order by permission_id for update";
    return jdbc.query(sql, (row, n) -> read(row), (Object) sagaIds.toArray(String[]::new)).stream()
        .collect(toMap(PermissionRow::sagaId, row -> row, (one, same) -> one, HashMap::new));
  }

  /** The partner's newest permission. */
  Optional<PermissionRow> newest(String partnerId) {
    String sql = COLUMNS + " where partner_id = ? order by created_at desc, permission_id limit 1";
    return jdbc.query(sql, (row, n) -> read(row), partnerId).stream().findFirst();
  }

  void insert(List<PermissionRow> rows, OffsetDateTime now) {
    String sql =
        """
        insert into campaign_permission
               (permission_id, partner_id, saga_id, contract_type, state, max_monthly_budget,
                max_daily_budget, max_active_campaigns, types, currency, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> values(row, now)).toList());
  }

  void changeState(List<PermissionRow> rows, OffsetDateTime now) {
    String sql =
        """
        update campaign_permission
           set state = ?, max_monthly_budget = ?, max_daily_budget = ?, max_active_campaigns = ?,
               updated_at = ?
         where permission_id = ?
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> state(row, now)).toList());
  }

  private static Object[] state(PermissionRow row, OffsetDateTime now) {
    CampaignLimits limits = row.limits();
    return new Object[] {
      row.state().name(),
      limits.monthly(),
      limits.daily(),
      limits.campaigns(),
      now,
      row.permissionId()
    };
  }

  private static Object[] values(PermissionRow row, OffsetDateTime now) {
    CampaignLimits limits = row.limits();
    return new Object[] {
      row.permissionId(),
      row.partnerId(),
      row.sagaId(),
      row.plan().name(),
      row.state().name(),
      limits.monthly(),
      limits.daily(),
      limits.campaigns(),
      limits.types().stream().map(CampaignType::name).collect(joining(",")),
      row.currency(),
      now,
      now
    };
  }

  private static PermissionRow read(ResultSet row) throws SQLException {
    CampaignLimits limits =
        new CampaignLimits(
            row.getBigDecimal("max_monthly_budget"),
            row.getBigDecimal("max_daily_budget"),
            row.getInt("max_active_campaigns"),
            Arrays.stream(row.getString("types").split(",")).map(CampaignType::valueOf).toList());
    return new PermissionRow(
        row.getString("permission_id"),
        row.getString("partner_id"),
        row.getString("saga_id"),
        CampaignPlan.valueOf(row.getString("contract_type")),
        PermissionState.valueOf(row.getString("state")),
        limits,
        row.getString("currency"));
  }
}
