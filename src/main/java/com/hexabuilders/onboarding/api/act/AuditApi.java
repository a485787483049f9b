package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.QueryParameters;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.operator.AuditFilter;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.operator.AuditPages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Shows what people did, and whether the record of it is whole. */
@Component("auditApi")
class AuditApi {

  private final AuditLog audit;
  private final AuditPages pages;

  AuditApi(AuditLog audit, AuditPages pages) {
    this.audit = audit;
    this.pages = pages;
  }

  /**
   * Answers GET /audit, newest first. A parameter that is null or empty does not count.
   *
   * @param from earliest time, included: a time with offset, or a day
   * @param to latest time, not included
   * @param cursor number of the entry that ended the page before
   */
  public Reply list(
      String actor,
      String act,
      String target,
      String outcome,
      String from,
      String to,
      String limit,
      String cursor) {
    QueryParameters asked = new QueryParameters();
    AuditFilter filter = new AuditQuery(actor, act, target, outcome, from, to).filter(asked);
    AuditPages.Place after = asked.read("cursor", cursor, "the next_cursor of a page", this::place);
    int most = asked.limit(limit);
    return asked.faults().isEmpty()
        ? page(filter, after, most, asked)
        : Problems.invalid(asked.faults());
  }

  /** Answers GET /audit/verify. */
  public Reply verify() {
    OptionalLong broken = audit.firstBroken().stream().mapToLong(Long::longValue).findFirst();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("valid", broken.isEmpty());
    return Reply.of(
        200,
        broken.isPresent()
            ? body.put("first_broken", broken.getAsLong())
            : body.putNull("first_broken"));
  }

  private Reply page(AuditFilter filter, AuditPages.Place after, int most, QueryParameters asked) {
    List<AuditLog.Entry> entries = pages.read(filter, after, most + 1);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    entries.stream().limit(most).map(AuditRows::json).forEach(items::add);
    if (entries.size() <= most) {
      body.putNull("next_cursor");
      return Reply.of(200, body);
    }
    String next = Long.toString(entries.get(most - 1).seq());
    body.put("next_cursor", next);
    return asked.withNext(Reply.of(200, body), "/audit", next);
  }

  private Optional<AuditPages.Place> place(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .flatMap(pages::place);
  }
}
