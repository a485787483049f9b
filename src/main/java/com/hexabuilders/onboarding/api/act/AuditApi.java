package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.PageSize;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Shows what people did, and whether the record of it is whole. */
@Component("auditApi")
class AuditApi {

  private final AuditLog audit;

  AuditApi(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * Answers GET /audit, newest first. A parameter that is null or empty does not count.
   *
   * @param cursor number of the entry that ended the page before
   */
  public Reply list(String limit, String cursor) {
    List<FieldFault> faults = new ArrayList<>();
    int most = (int) number("limit", limit, PageSize.DEFAULT, PageSize.MOST, faults);
    long before = number("cursor", cursor, Long.MAX_VALUE, Long.MAX_VALUE, faults);
    if (!faults.isEmpty()) {
      return Problems.invalid(faults);
    }
    List<AuditLog.Entry> entries = audit.before(before, most + 1);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    entries.stream().limit(most).map(AuditApi::json).forEach(items::add);
    if (entries.size() <= most) {
      body.putNull("next_cursor");
      return Reply.of(200, body);
    }
    String next = Long.toString(entries.get(most - 1).seq());
    body.put("next_cursor", next);
    return Reply.of(200, body)
        .with(
            "Link",
            String.format(Locale.ROOT, "</audit?limit=%d&cursor=%s>; rel=\"next\"", most, next));
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

  private static ObjectNode json(AuditLog.Entry entry) {
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

  private static long number(
      String name, String text, long usual, long most, List<FieldFault> faults) {
    if (text == null || text.isEmpty()) {
      return usual;
    }
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
      String form =
          most == Long.MAX_VALUE ? "the next_cursor of a page" : "a number from 1 to " + most;
      faults.add(new FieldFault(name, "Must be " + form + "."));
      return usual;
    }
    return Long.parseLong(text);
  }
}
