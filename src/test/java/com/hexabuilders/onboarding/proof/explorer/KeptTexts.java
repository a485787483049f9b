package com.hexabuilders.onboarding.proof.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares what the tables have of a cell's {@link HostileOrder}s with what was sent. */
final class KeptTexts {

  private static final String SQL =
      """
      select s.partner_id, s.correlation_id, s.compensation_by, s.compensation_reason, p.nombre,
        p.direccion, p.ciudad, p.pais
      from saga s left join partner p on p.saga_id = s.saga_id where s.partner_id like ?
      """;

  private final JdbcTemplate jdbc;

  KeptTexts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Texts that are other ones than those sent. */
  List<Violation> lost(String cell) {
    List<Violation> found = new ArrayList<>();
    for (Map<String, Object> saga : jdbc.queryForList(SQL, cell + "-%")) {
      String partner = (String) saga.get("partner_id");
      compare(saga, "correlation_id", HostileOrder.correlationId(partner), found);
      if ("operator".equals(saga.get("compensation_by"))) {
        compare(saga, "compensation_reason", HostileOrder.VISIBLE, found);
      }
      if (saga.get("nombre") != null) { // no partner before the first step
        for (String column : List.of("nombre", "direccion", "ciudad", "pais")) {
          compare(saga, column, HostileOrder.KEPT, found);
        }
      }
    }
    return found;
  }

  private static void compare(
      Map<String, Object> saga, String column, String sent, List<Violation> found) {
    if (!sent.equals(saga.get(column))) {
      found.add(
          Violation.of(
              "I6 " + column + " of " + saga.get("partner_id") + " is " + saga.get(column)));
    }
  }
}
