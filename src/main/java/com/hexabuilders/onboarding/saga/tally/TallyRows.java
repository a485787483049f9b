package com.hexabuilders.onboarding.saga.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds counts to table {@code tally} within the caller's transaction. */
final class TallyRows {

  /**
   * So many sagas in one minute.
   *
   * @param from begin of the minute, in seconds since 1970
   */
  record Minute(String sagaType, String what, long from, long sagas) {}

  private record Key(TallySpan span, long from, String sagaType, String what) {}

  private final JdbcTemplate jdbc;

  TallyRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<Minute> minutes) {
    Map<Key, Long> sums = new TreeMap<>(TallyRows::compare);
    for (Minute minute : minutes) {
      for (TallySpan span : TallySpan.values()) {
        Key key = new Key(span, span.begin(minute.from()), minute.sagaType(), minute.what());
        sums.merge(key, minute.sagas(), Long::sum);
      }
    }
    if (!sums.isEmpty()) {
      List<Object[]> keys = new ArrayList<>();
      List<Object[]> added = new ArrayList<>();
      sums.forEach(
          (key, sagas) -> {
            keys.add(new Object[] {key.span().name(), key.from(), key.sagaType(), key.what()});
            added.add(
                new Object[] {sagas, key.span().name(), key.from(), key.sagaType(), key.what()});
          });
      jdbc.batchUpdate(
          "insert into tally (span, from_s, saga_type, what, sagas) values (?, ?, ?, ?, 0)"
              + " on conflict do nothing",
          keys);
      jdbc.batchUpdate(
          "update tally set sagas = sagas + ?"
              + " where span = ? and from_s = ? and saga_type = ? and what = ?",
          added);
    }
  }

  private static int compare(Key one, Key other) {
    int order = one.span().compareTo(other.span());
    order = order == 0 ? Long.compare(one.from(), other.from()) : order;
    order = order == 0 ? one.sagaType().compareTo(other.sagaType()) : order;
    return order == 0 ? one.what().compareTo(other.what()) : order;
  }
}
