package com.hexabuilders.onboarding.contracts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.hexabuilders.onboarding.saga.StateHistory;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code contract}. Runs in the caller's transaction. */
@Repository
class ContractRows {

  private static final String COLUMNS =
      """
      select contract_id, partner_id, saga_id, contract_type, commission_rate, valid_from, valid_to,
             state
        from contract
      """;

  private final JdbcTemplate jdbc;
  private final StateHistory history;

  ContractRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.history = new StateHistory(jdbc, "contract_history", "contract_id");
  }

  /** The changes of these rows. */
  StateHistory history() {
    return history;
  }

  /**
   * Contracts whose present state these sagas made, by saga, locked in key order. The map may be
   * changed.
   */
  Map<String, ContractRow> lockBySaga(Collection<String> sagaIds) {
    String sql = COLUMNS + " where saga_id = any(?) order by contract_id for update";
    return jdbc.query(sql, (row, n) -> read(row), (Object) sagaIds.toArray(String[]::new)).stream()
        .collect(toMap(ContractRow::sagaId, row -> row, (one, same) -> one, HashMap::new));
  }

  /** The partner's live contract, else its newest. */
  Optional<ContractRow> present(String partnerId) {
    String sql =
        COLUMNS
            + """
               where partner_id = ?
               order by case when state in ('DRAFT', 'SIGNED', 'ACTIVE') then 0 else 1 end,
                        created_at desc, contract_id
               limit 1
              """;
    return jdbc.query(sql, (row, n) -> read(row), partnerId).stream().findFirst();
  }

  void insert(List<ContractRow> rows, OffsetDateTime now) {
    String sql =
        """
        insert into contract
               (contract_id, partner_id, saga_id, contract_type, commission_rate, valid_from,
                valid_to, state, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> values(row, now)).toList());
  }

  void changeState(List<ContractRow> rows, OffsetDateTime now) {
    String sql = "update contract set state = ?, updated_at = ? where contract_id = any(?)";
    rows.stream()
        .collect(groupingBy(ContractRow::state, mapping(ContractRow::contractId, toList())))
        .forEach((state, ids) -> jdbc.update(sql, state.name(), now, ids.toArray(String[]::new)));
  }

  private static Object[] values(ContractRow row, OffsetDateTime now) {
    ContractTerms terms = row.terms();
    return new Object[] {
      row.contractId(),
      row.partnerId(),
      row.sagaId(),
      terms.type().name(),
      terms.commissionRate(),
      terms.validFrom(),
      terms.validTo(),
      row.state().name(),
      now,
      now
    };
  }

  private static ContractRow read(ResultSet row) throws SQLException {
    BigDecimal rate = row.getBigDecimal("commission_rate");
    ContractTerms terms =
        new ContractTerms(
            ContractType.valueOf(row.getString("contract_type")),
            rate,
            row.getObject("valid_from", LocalDate.class),
            row.getObject("valid_to", LocalDate.class));
    return new ContractRow(
        row.getString("contract_id"),
        row.getString("partner_id"),
        row.getString("saga_id"),
        terms,
        ContractState.valueOf(row.getString("state")));
  }
}
