package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.PageSize;
import com.hexabuilders.onboarding.api.RowSource;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.operator.AuditFilter;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.operator.AuditPages;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes entries of the audit the way the wire contract names their fields. */
@Component
public class AuditRows {

  private final AuditPages pages;

  AuditRows(AuditPages pages) {
    this.pages = pages;
  }

  /** All entries that the filter means, newest first. */
  public RowSource all(AuditFilter filter) {
    return new RowSource() {
      private AuditPages.Place last;

      @Override
      public List<ObjectNode> next() {
        List<AuditLog.Entry> page = pages.read(filter, last, PageSize.MOST);
        last = page.isEmpty() ? last : AuditPages.Place.of(page.get(page.size() - 1));
        return page.stream().map(AuditRows::json).toList();
      }
    };
  }

  static ObjectNode json(AuditLog.Entry entry) {
    AuditEntry act = entry.act();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("seq", entry.seq())
            .put("at", entry.at().toString())
            .put("actor", act.by().name());
    List.of(act.by().roles().split(",")).forEach(json.putArray("roles")::add);
    return json.put("address", act.by().address())
        .put("act", act.act())
        .put("target", act.target())
        .put("reason", act.reason())
        .put("before", act.before())
        .put("after", act.after())
        .put("outcome", act.outcome())
        .put("previous_hash", entry.previousHash())
        .put("hash", entry.hash());
  }
}
