package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.ColumnValues;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a caller is told who asks for a saga that is not there: 404, and where it went if it was.
 */
@Component
public class UnknownSagas {

  private static final String REMOVED =
      """
      select saga_id, status, completed_at, archive from saga_tombstone
      where saga_id = :id or partner_id = :id
      order by case when saga_id = :id then 0 else 1 end, created_at desc, saga_id desc limit 1
      """;

  private final JdbcClient jdbc;

  UnknownSagas(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** 404 for a saga_id or partner_id that has no saga. */
  public Reply problem(String id) {
    return removed(id).map(Problems::notFound).orElseGet(SagaApi::unknown);
  }

  /** The same for a caller; only who may read everything is told that there was such a saga. */
  public Reply problem(String id, Caller caller) {
    return caller.maySee(null) ? problem(id) : SagaApi.unknown();
  }

  /** Where the saga went, in one sentence; empty if there never was one. */
  public Optional<String> removed(String id) {
    return jdbc.sql(REMOVED)
        .param("id", id)
        .query(
            (row, n) ->
                sentence(
                    row.getString("saga_id"),
                    row.getString("status"),
                    ColumnValues.instant(row, "completed_at"),
                    row.getString("archive")))
        .optional();
  }

  private static String sentence(String sagaId, String status, Instant ended, String archive) {
    return String.format(
        Locale.ROOT,
        "The saga %s ended as %s at %s and was moved to the archive, file %s.",
        sagaId,
        status,
        ended,
        archive);
  }
}
