package com.hexabuilders.onboarding.saga.tally;

import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.database.LongestTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables {@code tally} and {@code tally_mark}: how many sagas began and ended in each minute and
 * hour.
 *
 * <p>The counts derive from the sagas' rows, so no commit counts anything and a crash loses no
 * count. What is younger than the mark is counted when somebody asks. {@link #count} moves the mark
 * and adds what lies before it, in one transaction.
 */
@Repository
public class Tally {

  /** What is counted besides the statuses of sagas that ended. */
  public static final String STARTED = "STARTED";

  /** So one statement counts at most an hour's sagas. */
  private static final Duration LONGEST_PIECE = Duration.ofHours(1);

  /** Sagas by type, event and minute of creation or end; takes two conditions on that time. */
  private static final String BY_MINUTE =
      """
      select saga_type, '%1$s' as what, floor(extract(epoch from created_at) / 60) as since_minute,
        count(*) as sagas from saga where created_at %2$s
      group by saga_type, floor(extract(epoch from created_at) / 60)
      union all
      select saga_type, ended_as as what, floor(extract(epoch from completed_at) / 60) as since_minute,
        count(*) as sagas from saga where completed_at %3$s
      group by saga_type, ended_as, floor(extract(epoch from completed_at) / 60)
      """;

  private static final String PIECE =
      String.format(
          Locale.ROOT, BY_MINUTE, STARTED, ">= ? and created_at < ?", ">= ? and completed_at < ?");

  /** What is younger than the mark, at most an hour's: a mark that lags costs no long statement. */
  private static final String YOUNG =
      ">= (select greatest(counted_to, cast(? as timestamp with time zone))"
          + " from tally_mark where id = 1)";

  /** One statement, so that a mark that moves meanwhile counts no saga twice. */
  private static final String ALL =
      "select span, from_s, what, sum(sagas) as sagas from tally"
          + " where span = 'MINUTE' and from_s >= ? or span = 'HOUR' and from_s >= ?"
          + " group by span, from_s, what union all"
          + " select null, since_minute * 60, what, sagas from ("
          + String.format(Locale.ROOT, BY_MINUTE, STARTED, YOUNG, YOUNG)
          + ") young";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final LongestTransaction longest;
  private final Clock clock;

  Tally(
      JdbcTemplate jdbc,
      TransactionTemplate transactions,
      LongestTransaction longest,
      Clock clock) {
    this.longest = longest;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * So many sagas began or ended in a span of time.
   *
   * @param from begin of the span, in seconds since 1970
   * @param what {@link #STARTED} or the status of sagas that ended
   */
  public record Count(TallySpan span, long from, String what, long sagas) {}

  /** The counts of the last hour by minute and of the last 30 days by hour, several per span. */
  public List<Count> read() {
    Instant now = clock.instant();
    List<Count> counts = new ArrayList<>();
    jdbc.query(
        ALL,
        row -> {
          Count count = count(row);
          if (row.getString("span") == null) {
            Stream.of(TallySpan.values()).map(span -> at(span, count)).forEach(counts::add);
          } else {
            counts.add(count);
          }
        },
        TallySpan.MINUTE.oldest(now),
        TallySpan.HOUR.oldest(now),
        time(now.minus(LONGEST_PIECE)),
        time(now.minus(LONGEST_PIECE)));
    return counts;
  }

  private static Count count(ResultSet row) throws SQLException {
    String span = row.getString("span");
    return new Count(
        span == null ? TallySpan.MINUTE : TallySpan.valueOf(span),
        row.getLong("from_s"),
        row.getString("what"),
        row.getLong("sagas"));
  }

  private static Count at(TallySpan span, Count count) {
    return new Count(span, span.begin(count.from()), count.what(), count.sagas());
  }

  /**
   * Counts what is settled, at most an hour's sagas, unless another instance does so now.
   *
   * @return whether more is settled
   */
  boolean count() {
    return Boolean.TRUE.equals(transactions.execute(tx -> countPiece()));
  }

  private boolean countPiece() {
    Instant end = clock.instant().minus(longest.settled());
    jdbc.update(
        "insert into tally_mark (id, counted_to) values (1, ?) on conflict do nothing",
        time(Instant.ofEpochSecond(TallySpan.HOUR.oldest(end))));
    List<Instant> marks =
        jdbc.query(
            "select counted_to from tally_mark where id = 1 for update skip locked",
            (row, n) -> instant(row, "counted_to"));
    if (marks.isEmpty()) {
      return false;
    }
    Instant from = firstSince(marks.get(0));
    if (from == null || from.isAfter(end)) {
      return false;
    }
    Instant to = from.plus(LONGEST_PIECE).isBefore(end) ? from.plus(LONGEST_PIECE) : end;
    new TallyRows(jdbc).add(piece(from, to));
    jdbc.update("update tally_mark set counted_to = ? where id = 1", time(to));
    return to.isBefore(end);
  }

  /** When the first saga after the mark began or ended, so that idle months cost nothing. */
  private Instant firstSince(Instant mark) {
    String sql =
        """
        select min(first_at) as first_at from (
          select min(created_at) as first_at from saga where created_at >= ?
          union all select min(completed_at) from saga where completed_at >= ?) firsts
        """;
    return jdbc.queryForObject(sql, (row, n) -> instant(row, "first_at"), time(mark), time(mark));
  }

  private List<TallyRows.Minute> piece(Instant from, Instant to) {
    return jdbc.query(
        PIECE,
        (row, n) ->
            new TallyRows.Minute(
                row.getString("saga_type"),
                row.getString("what"),
                row.getLong("since_minute") * 60,
                row.getLong("sagas")),
        time(from),
        time(to),
        time(from),
        time(to));
  }

  /** Removes the counts that {@link #read} no longer gives. */
  void removeOld() {
    Instant now = clock.instant();
    for (TallySpan span : TallySpan.values()) {
      jdbc.update("delete from tally where span = ? and from_s < ?", span.name(), span.oldest(now));
    }
  }
}
