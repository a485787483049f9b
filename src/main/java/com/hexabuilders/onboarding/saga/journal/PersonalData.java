package com.hexabuilders.onboarding.saga.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code personal_data}: a saga's partner_data or a dead letter's body, by its id. Everything
 * else in the journal only refers to it, so that erasing is one delete.
 */
@Repository
public class PersonalData {

  private final JdbcTemplate jdbc;

  PersonalData(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public void add(Map<String, String> contentById) {
    List<Object[]> rows =
        contentById.entrySet().stream()
            .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
            .toList();
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(
          "insert into personal_data (subject_id, content) values (?, ?) on conflict do nothing",
          rows);
    }
  }

  /** partner_data of these sagas; an erased one is missing. */
  public Map<String, ObjectNode> of(Collection<String> sagaIds) {
    Map<String, ObjectNode> found = new HashMap<>();
    jdbc.query(
        "select subject_id, content from personal_data where subject_id = any(?)",
        row -> {
          found.put(row.getString(1), EventJson.stored(row.getString(2)));
        },
        ColumnValues.array(jdbc, sagaIds));
    return found;
  }
}
