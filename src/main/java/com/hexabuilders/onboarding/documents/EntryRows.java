package com.hexabuilders.onboarding.documents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code document_entry}; its package's lock guards it. */
@Repository
class EntryRows {

  private final JdbcTemplate jdbc;

  EntryRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The documents of these packages, in the packages' and their own order. */
  List<EntryRow> of(Collection<String> packageIds) {
    String sql =
        """
        select package_id, position, document_type, state, saga_id, format, size_bytes, expires_on
          from document_entry where package_id = any(?) order by package_id, position
        """;
    return jdbc.query(sql, (row, n) -> read(row), (Object) packageIds.toArray(String[]::new));
  }

  void insert(List<EntryRow> rows, OffsetDateTime now) {
    String sql =
        """
        insert into document_entry
               (package_id, position, document_type, state, saga_id, format, size_bytes, expires_on,
                updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> values(row, now)).toList());
  }

  /** Of these packages' documents those in one state are in another from now on. */
  void changeState(
      Collection<String> packageIds, EntryState from, EntryState to, OffsetDateTime now) {
    String sql =
        """
        update document_entry set state = ?, updated_at = ? where package_id = any(?) and state = ?
        """;
    jdbc.update(sql, to.name(), now, packageIds.toArray(String[]::new), from.name());
  }

  private static Object[] values(EntryRow row, OffsetDateTime now) {
    PresentedDocument document = row.document();
    return new Object[] {
      row.packageId(),
      row.position(),
      document.type().name(),
      row.state().name(),
      row.sagaId(),
      document.format(),
      document.sizeBytes(),
      document.expiresOn(),
      now
    };
  }

  private static EntryRow read(ResultSet row) throws SQLException {
    EntryState state = EntryState.valueOf(row.getString("state"));
    PresentedDocument document =
        new PresentedDocument(
            DocumentType.valueOf(row.getString("document_type")),
            row.getString("format"),
            row.getObject("size_bytes", Long.class),
            row.getObject("expires_on", LocalDate.class),
            state == EntryState.UNDER_REVIEW);
    return new EntryRow(
        row.getString("package_id"),
        row.getInt("position"),
        row.getString("saga_id"),
        document,
        state);
  }
}
