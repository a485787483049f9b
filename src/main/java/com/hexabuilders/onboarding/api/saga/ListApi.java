package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.QueryParameters;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists sagas, newest first; a page stays the same while sagas are added. */
@Component("listApi")
class ListApi {

  private final SagaPages pages;
  private final SagaReads sagas;
  private final StoredDefinitions definitions;
  private final UnknownSagas unknown;

  ListApi(SagaPages pages, SagaReads sagas, StoredDefinitions definitions, UnknownSagas unknown) {
    this.pages = pages;
    this.sagas = sagas;
    this.definitions = definitions;
    this.unknown = unknown;
  }

  /**
   * Answers GET /sagas. A parameter that is null or empty does not count.
   *
   * @param q beginning of a partner_id, saga_id or correlation_id
   * @param from earliest creation, included: a time with offset, or a day
   * @param to latest creation, not included
   */
  public Reply list(
      String status,
      String step,
      String q,
      String from,
      String to,
      String limit,
      String cursor,
      Caller caller) {
    QueryParameters asked = new QueryParameters();
    SagaFilter filter =
        new SagaQuery(status, step, q, from, to).filter(asked, definitions, caller, cursor, limit);
    return asked.faults().isEmpty()
        ? page("/sagas", filter, asked)
        : Problems.invalid(asked.faults());
  }

  /** Answers GET /partners/{partner_id}/sagas. */
  public Reply partnerSagas(String id, String limit, String cursor, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return PartnerApi.unknown();
    }
    QueryParameters asked = new QueryParameters();
    Cursor after = asked.read("cursor", cursor, "the next_cursor of a page", Cursor::of);
    int most = asked.limit(limit);
    if (!asked.faults().isEmpty()) {
      return Problems.invalid(asked.faults());
    }
    String partnerId = sagas.partnerId(id);
    SagaFilter filter =
        new SagaFilter(
            null, null, null, partnerId, caller.onlyStartedBy(), null, null, after, most);
    Reply page = page("/partners/" + partnerId + "/sagas", filter, asked);
    boolean none = after == null && page.body().get("items").isEmpty();
    return none && (!caller.maySee(null) || unknown.removed(partnerId).isEmpty())
        ? PartnerApi.unknown()
        : page;
  }

  private Reply page(String path, SagaFilter filter, QueryParameters asked) {
    List<SagaRow> rows = pages.read(filter);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    rows.stream().limit(filter.limit()).map(SagaJson::item).forEach(items::add);
    if (rows.size() <= filter.limit()) {
      body.putNull("next_cursor");
      return Reply.of(200, body);
    }
    SagaRow last = rows.get(filter.limit() - 1);
    String next = new Cursor(last.times().created(), last.sagaId()).text();
    body.put("next_cursor", next);
    return asked.withNext(Reply.of(200, body), path, next);
  }
}
