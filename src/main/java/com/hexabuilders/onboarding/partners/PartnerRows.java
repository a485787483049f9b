package com.hexabuilders.onboarding.partners;

import static java.util.stream.Collectors.toMap;

import com.hexabuilders.onboarding.saga.StateHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code partner}. Runs in the caller's transaction. */
@Repository
class PartnerRows {

  private static final String COLUMNS =
      "select partner_id, state, saga_id, email_key, onboarding_undone from partner ";

  private final JdbcTemplate jdbc;
  private final StateHistory history;

  PartnerRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.history = new StateHistory(jdbc, "partner_history", "partner_id");
  }

  /** The changes of these rows. */
  StateHistory history() {
    return history;
  }

  /** Rows of these partners by partner, locked in key order. The map may be changed. */
  Map<String, PartnerRow> lock(Collection<String> partnerIds) {
    String sql = COLUMNS + "where partner_id = any(?) order by partner_id for update";
    return new HashMap<>(
        jdbc.query(sql, (row, n) -> read(row), (Object) partnerIds.toArray(String[]::new)).stream()
            .collect(toMap(PartnerRow::partnerId, row -> row)));
  }

  /** The row of one partner, locked; null if there is none. */
  PartnerRow lockAlone(String partnerId) {
    return lock(List.of(partnerId)).get(partnerId);
  }

  /** State by partner, without a lock. */
  Map<String, String> states(Collection<String> partnerIds) {
    return texts("select partner_id, state from partner where partner_id = any(?)", partnerIds);
  }

  /** By partner that is live, the saga that made it so; without a lock. */
  Map<String, String> liveBy(Collection<String> partnerIds) {
    return texts(
        "select partner_id, saga_id from partner"
            + " where partner_id = any(?) and state in ('ACTIVO', 'VALIDADO')",
        partnerIds);
  }

  private Map<String, String> texts(String sql, Collection<String> partnerIds) {
    Map<String, String> texts = new HashMap<>();
    jdbc.query(
        sql,
        row -> {
          texts.put(row.getString(1), row.getString(2));
        },
        (Object) partnerIds.toArray(String[]::new));
    return texts;
  }

  /** Everything kept of a partner. */
  Optional<PartnerFile> find(String partnerId) {
    String sql =
        """
        select partner_id, state, saga_id, email_key, onboarding_undone, nombre, email, telefono,
               direccion, ciudad, pais, tipo_partner, created_at, updated_at, erased_at
          from partner where partner_id = ?
        """;
    return jdbc.query(sql, (row, n) -> readFile(row), partnerId).stream().findFirst();
  }

  /** Saga by e-mail key of the partners that still use one of these e-mails: the oldest of each. */
  Map<String, String> users(Collection<String> emailKeys) {
    String sql =
        COLUMNS
            + """
              where email_key = any(?) and not onboarding_undone
                and state in ('ACTIVO', 'VALIDADO', 'SUSPENDIDO')
              order by updated_at, partner_id
              """;
    return jdbc
        .query(sql, (row, n) -> read(row), (Object) emailKeys.toArray(String[]::new))
        .stream()
        .collect(toMap(PartnerRow::emailKey, PartnerRow::sagaId, (oldest, later) -> oldest));
  }

  void insert(List<Registration> registrations, OffsetDateTime now) {
    String sql =
        """
        insert into partner
               (nombre, email, email_key, telefono, direccion, ciudad, pais, tipo_partner, state,
                saga_id, onboarding_undone, updated_at, created_at, partner_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVO', ?, false, ?, ?, ?)
        """;
    jdbc.batchUpdate(
        sql, registrations.stream().map(r -> registered(r, now, now, r.partnerId())).toList());
  }

  void reactivate(List<Registration> registrations, OffsetDateTime now) {
    String sql =
        """
        update partner
           set nombre = ?, email = ?, email_key = ?, telefono = ?, direccion = ?, ciudad = ?,
               pais = ?, tipo_partner = ?, state = 'ACTIVO', saga_id = ?,
               onboarding_undone = false, erased_at = null, updated_at = ?
         where partner_id = ?
        """;
    jdbc.batchUpdate(
        sql, registrations.stream().map(r -> registered(r, now, r.partnerId())).toList());
  }

  void changeState(List<PartnerRow> rows, OffsetDateTime now) {
    String sql =
        """
        update partner set state = ?, onboarding_undone = ?, updated_at = ? where partner_id = ?
        """;
    jdbc.batchUpdate(sql, rows.stream().map(row -> state(row, now)).toList());
  }

  /** Overwrites the personal data; the key is no e-mail's and differs from every other's. */
  void erase(String partnerId, OffsetDateTime now) {
    String sql =
        """
        update partner
           set nombre = '', email = '', email_key = 'erased ' || partner_id, telefono = '',
               direccion = null, ciudad = null, pais = null, erased_at = ?, updated_at = ?
         where partner_id = ?
        """;
    jdbc.update(sql, now, now, partnerId);
  }

  private static Object[] state(PartnerRow row, OffsetDateTime now) {
    return new Object[] {row.state().name(), row.onboardingUndone(), now, row.partnerId()};
  }

  private static Object[] registered(Registration r, Object... more) {
    PartnerDetails d = r.details();
    Stream<Object> details =
        Stream.of(
            d.nombre(),
            d.email(),
            d.emailKey(),
            d.telefono(),
            d.direccion(),
            d.ciudad(),
            d.pais(),
            d.tipo(),
            r.sagaId());
    return Stream.concat(details, Stream.of(more)).toArray();
  }

  private static PartnerRow read(ResultSet row) throws SQLException {
    return new PartnerRow(
        row.getString("partner_id"),
        PartnerState.valueOf(row.getString("state")),
        row.getString("saga_id"),
        row.getString("email_key"),
        row.getBoolean("onboarding_undone"));
  }

  private static PartnerFile readFile(ResultSet row) throws SQLException {
    PartnerDetails details =
        new PartnerDetails(
            row.getString("nombre"),
            row.getString("email"),
            row.getString("telefono"),
            row.getString("direccion"),
            row.getString("ciudad"),
            row.getString("pais"),
            row.getString("tipo_partner"));
    return new PartnerFile(
        read(row),
        details,
        time(row, "created_at"),
        time(row, "updated_at"),
        time(row, "erased_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
