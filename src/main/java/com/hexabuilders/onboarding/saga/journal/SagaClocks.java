package com.hexabuilders.onboarding.saga.journal;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;
import static java.util.stream.Collectors.toMap;

import com.hexabuilders.onboarding.saga.definition.StepSettings;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.Timers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The columns of table {@code saga} that say when a saga is looked at. */
@Repository
public class SagaClocks {

  /** True for an open event that was sent last before a time and was not received. */
  static final String SENT_BEFORE =
      "not waiting and retry_at is null and coalesce(sent_at, updated_at) < ?";

  private final JdbcTemplate jdbc;

  SagaClocks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Ids of up to limit sagas to be woken, the longest first; what is due is to be woken too. */
  public List<String> toWake(Instant now, int limit) {
    return jdbc.queryForList(
        "select saga_id from saga where wake_at <= ? order by wake_at limit ?",
        String.class,
        time(now),
        limit);
  }

  /**
   * Up to limit sagas with an open event that was sent last before that time and was not received,
   * the first due first. No such saga sleeps longer than the longest time between two re-sends; so
   * those that wait for a person are not looked through.
   */
  public List<String> sentBefore(Instant time, Instant now, int limit) {
    return jdbc.queryForList(
        "select saga_id from saga where wake_at <= ? and "
            + SENT_BEFORE
            + " order by wake_at limit ?",
        String.class,
        time(now.plus(StepSettings.LAST_RESEND)),
        time(time),
        limit);
  }

  /** When the sweeper has something to do next: not after the nearest due time. */
  public Optional<Instant> nearestToWake() {
    return Optional.ofNullable(
            jdbc.queryForObject(
                "select min(wake_at) from saga where wake_at is not null", OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Puts off what cannot be moved now, so that it stands in nobody's way. */
  public void postpone(String id, Instant until) {
    jdbc.update(
        "update saga set due_at = ?, wake_at = ? where saga_id = ? and wake_at is not null",
        time(until),
        time(until),
        id);
  }

  /** What was woken and is not due yet sleeps on until it is. */
  public void sleepOn(List<Saga> early) {
    early.forEach(saga -> saga.timers().wokeUp());
    jdbc.batchUpdate(
        "update saga set wake_at = ?, due_at = ?, deadline_at = ?, away_ms = ? where saga_id = ?",
        early.stream().map(SagaClocks::values).toList());
  }

  private static Object[] values(Saga saga) {
    Timers timers = saga.timers();
    return new Object[] {
      time(timers.wakeAt()),
      time(timers.dueAt()),
      time(timers.deadlineAt()),
      timers.away().toMillis(),
      saga.id()
    };
  }

  /**
   * The open events of these sagas were really sent once more. Not counted is what somebody has
   * locked meanwhile: one more is sent before such a saga is judged.
   */
  public void countResends(List<Saga> resent, Instant now) {
    Map<String, Saga> byId = resent.stream().collect(toMap(saga -> saga.id(), saga -> saga));
    String free =
        "select saga_id from saga where saga_id = any(?) order by saga_id for update skip locked";
    jdbc.batchUpdate(
        "update saga set resends = resends + 1, sent_at = ? where saga_id = ? and open_seq = ?",
        jdbc.queryForList(free, String.class, array(jdbc, byId.keySet())).stream()
            .map(id -> new Object[] {time(now), id, byId.get(id).log().openSeq()})
            .toList());
  }
}
