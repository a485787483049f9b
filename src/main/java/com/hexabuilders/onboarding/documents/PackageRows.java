package com.hexabuilders.onboarding.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code document_package}. Runs in the caller's transaction. */
@Repository
class PackageRows {

  private static final String COLUMNS =
      "select package_id, partner_id, saga_id, level, state from document_package ";

  private final JdbcTemplate jdbc;

  PackageRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Packages whose present state these sagas made, by saga, locked in key order. The map may be
   * changed.
   */
  Map<String, PackageRow> lockBySaga(Collection<String> sagaIds) {
    String sql = COLUMNS + "where saga_id = any(?) order by package_id for update";
    return jdbc.query(sql, (row, n) -> read(row), (Object) sagaIds.toArray(String[]::new)).stream()
        .collect(toMap(PackageRow::sagaId, row -> row, (one, same) -> one, HashMap::new));
  }

  /** The partner's newest package. */
  Optional<PackageRow> newest(String partnerId) {
    String sql = COLUMNS + "where partner_id = ? order by created_at desc, package_id limit 1";
    return jdbc.query(sql, (row, n) -> read(row), partnerId).stream().findFirst();
  }

  void insert(List<PackageRow> rows, OffsetDateTime now) {
    String sql =
        """
        insert into document_package
               (package_id, partner_id, saga_id, level, state, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> values(row, now)).toList());
  }

  void changeState(List<PackageRow> rows, OffsetDateTime now) {
    String sql = "update document_package set state = ?, updated_at = ? where package_id = any(?)";
    rows.stream()
        .collect(groupingBy(PackageRow::state, mapping(PackageRow::packageId, toList())))
        .forEach((state, ids) -> jdbc.update(sql, state.name(), now, ids.toArray(String[]::new)));
  }

  private static Object[] values(PackageRow row, OffsetDateTime now) {
    return new Object[] {
      row.packageId(),
      row.partnerId(),
      row.sagaId(),
      row.level().name(),
      row.state().name(),
      now,
      now
    };
  }

  private static PackageRow read(ResultSet row) throws SQLException {
    return new PackageRow(
        row.getString("package_id"),
        row.getString("partner_id"),
        row.getString("saga_id"),
        VerificationLevel.valueOf(row.getString("level")),
        PackageState.valueOf(row.getString("state")));
  }
}
