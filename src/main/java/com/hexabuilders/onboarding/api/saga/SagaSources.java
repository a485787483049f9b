package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.PageSize;
import com.hexabuilders.onboarding.api.RowSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads all sagas that a filter means, or all their log entries, in the order of the lists. */
@Component
public class SagaSources {

  private final SagaPages pages;
  private final EventReads events;

  SagaSources(SagaPages pages, EventReads events) {
    this.pages = pages;
    this.events = events;
  }

  /**
   * Sagas as GET /sagas shows them, newest first. Each is shown as it is when its page is read. A
   * saga whose status changes meanwhile may come to match the filter, or cease to, after its place.
   */
  public RowSource sagas(SagaFilter filter) {
    return new RowSource() {
      private Cursor last = filter.after();

      @Override
      public List<ObjectNode> next() {
        List<SagaRow> page = pages.read(filter.page(last, PageSize.MOST));
        if (!page.isEmpty()) {
          SagaRow row = page.get(page.size() - 1);
          last = new Cursor(row.times().created(), row.sagaId());
        }
        return page.stream().map(SagaJson::item).toList();
      }
    };
  }

  /** Log entries as GET /sagas/{id}/events shows them: the newest saga first, each in log order. */
  public RowSource events(SagaFilter filter) {
    return new EventSource(pages, events, filter);
  }
}
