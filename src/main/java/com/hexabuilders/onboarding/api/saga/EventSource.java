package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.PageSize;
import com.hexabuilders.onboarding.api.RowSource;
import com.hexabuilders.onboarding.saga.ColumnValues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the logs of many sagas. One statement reads some {@link #MOST} entries: the logs of several
 * sagas, or a part of one that is longer.
 */
class EventSource implements RowSource {

  /** About as many entries has a page. */
  static final int MOST = 500;

  private final SagaPages pages;
  private final EventReads events;
  private final SagaFilter filter;
  private final Deque<Log> unread = new ArrayDeque<>();
  private Cursor last;
  private int read; // of the first log

  EventSource(SagaPages pages, EventReads events, SagaFilter filter) {
    this.pages = pages;
    this.events = events;
    this.filter = filter;
    this.last = filter.after();
  }

  private record Log(String sagaId, int length) {}

  @Override
  public List<ObjectNode> next() {
    while (!unread.isEmpty() || moreLogs()) {
      List<ObjectNode> page = unread.peek().length() - read > MOST ? part() : whole();
      if (!page.isEmpty()) {
        return page;
      }
    }
    return List.of();
  }

  private boolean moreLogs() {
    String columns = "s.saga_id, s.created_at, s.log_seq";
    List<Cursor> ends =
        pages.read(
            filter.page(last, PageSize.MOST),
            columns,
            (row, n) -> {
              unread.add(new Log(row.getString("saga_id"), row.getInt("log_seq")));
              return new Cursor(ColumnValues.instant(row, "created_at"), row.getString("saga_id"));
            });
    last = ends.isEmpty() ? last : ends.get(ends.size() - 1);
    return !ends.isEmpty();
  }

  /** The next entries of a log that is too long to be read at once. */
  private List<ObjectNode> part() {
    List<ObjectNode> page = events.of(unread.peek().sagaId(), read, MOST);
    read += MOST;
    return page;
  }

  /** The rest of one log, or as many whole logs as fit. */
  private List<ObjectNode> whole() {
    if (read > 0) {
      Log log = unread.remove();
      int from = read;
      read = 0;
      return events.of(log.sagaId(), from, MOST);
    }
    List<String> sagas = new ArrayList<>();
    for (int sum = 0; !unread.isEmpty(); ) {
      sum += unread.peek().length();
      if (sum > MOST && !sagas.isEmpty()) {
        break;
      }
      sagas.add(unread.remove().sagaId());
    }
    return events.of(sagas);
  }
}
