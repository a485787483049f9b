package com.hexabuilders.onboarding.saga.start;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code saga_tombstone}: what is left of sagas that were archived and removed. Tombstones
 * stay for ever, as their claims on start identities do. So no message and no repeated start of a
 * removed saga ever has an effect again.
 */
@Repository
public class Tombstones {

  private final JdbcTemplate jdbc;

  Tombstones(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Leaves one for each of these sagas, which still have their rows. */
  public void add(Collection<String> sagaIds, Instant now) {
    String sql =
        """
        insert into saga_tombstone (saga_id, partner_id, correlation_id, content_hash, status,
          created_at, completed_at, removed_at, archive, started_by)
        select saga_id, partner_id, correlation_id, content_hash, status, created_at, completed_at,
          cast(? as timestamp with time zone), '', started_by
        from saga where saga_id = any(?)
        """;
    jdbc.update(sql, time(now), array(jdbc, sagaIds));
  }

  /** Notes the file these sagas were moved to. */
  public void archivedIn(String file, Collection<String> sagaIds) {
    jdbc.update(
        "update saga_tombstone set archive = ? where saga_id = any(?)", file, array(jdbc, sagaIds));
  }

  /** Those of these ids that are removed sagas'. */
  public Set<String> known(Collection<String> sagaIds) {
    return sagaIds.isEmpty()
        ? Set.of()
        : Set.copyOf(
            jdbc.queryForList(
                "select saga_id from saga_tombstone where saga_id = any(?)",
                String.class,
                array(jdbc, sagaIds)));
  }

  /** What a repeated start is told of these, as far as they are removed sagas. */
  List<StartOwner> owners(Collection<String> sagaIds) {
    return owners(sagaIds, "");
  }

  /** The same of those that were COMPLETED. */
  List<StartOwner> completed(Collection<String> sagaIds) {
    return owners(sagaIds, " and status = 'COMPLETED'");
  }

  private List<StartOwner> owners(Collection<String> sagaIds, String condition) {
    if (sagaIds.isEmpty()) {
      return List.of();
    }
    String sql =
        "select saga_id, partner_id, correlation_id, content_hash, created_at, started_by"
            + " from saga_tombstone where saga_id = any(?)";
    return jdbc.query(
        sql + condition,
        (row, n) ->
            new StartOwner(
                row.getString("saga_id"),
                row.getString("partner_id"),
                row.getString("correlation_id"),
                row.getString("content_hash"),
                instant(row, "created_at"),
                row.getString("started_by")),
        array(jdbc, sagaIds));
  }
}
