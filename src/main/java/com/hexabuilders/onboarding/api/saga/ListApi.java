package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.PageSize;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Times;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Lists sagas, newest first; a page stays the same while sagas are added. */
@Component("listApi")
class ListApi {

  private static final Pattern PREFIX = Pattern.compile("\\P{Cntrl}{1,128}");

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
    Parameters asked = new Parameters();
    SagaFilter filter =
        new SagaFilter(
            asked.read("status", status, "a saga status", keep(this::isStatus)),
            asked.read("step", step, "a step that is declared", keep(this::isStep)),
            asked.read("q", q, "1 to 128 characters", keep(PREFIX.asMatchPredicate())),
            null,
            caller.onlyStartedBy(),
            asked.read("from", from, "an ISO-8601 time or day", Times::read),
            asked.read("to", to, "an ISO-8601 time or day", Times::read),
            asked.read("cursor", cursor, "the next_cursor of a page", Cursor::of),
            asked.limit(limit));
    return asked.faults.isEmpty()
        ? page("/sagas", filter, asked.kept)
        : Problems.invalid(asked.faults);
  }

  /** Answers GET /partners/{partner_id}/sagas. */
  public Reply partnerSagas(String id, String limit, String cursor, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return PartnerApi.unknown();
    }
    Parameters asked = new Parameters();
    Cursor after = asked.read("cursor", cursor, "the next_cursor of a page", Cursor::of);
    int most = asked.limit(limit);
    if (!asked.faults.isEmpty()) {
      return Problems.invalid(asked.faults);
    }
    String partnerId = sagas.partnerId(id);
    SagaFilter filter =
        new SagaFilter(
            null, null, null, partnerId, caller.onlyStartedBy(), null, null, after, most);
    Reply page = page("/partners/" + partnerId + "/sagas", filter, asked.kept);
    boolean none = after == null && page.body().get("items").isEmpty();
    return none && (!caller.maySee(null) || unknown.removed(partnerId).isEmpty())
        ? PartnerApi.unknown()
        : page;
  }

  private boolean isStatus(String name) {
    return definitions.any(definition -> SagaStatus.isOf(definition, name));
  }

  private boolean isStep(String name) {
    return definitions.any(definition -> definition.step(name).isPresent());
  }

  private Reply page(String path, SagaFilter filter, Map<String, String> asked) {
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
    asked.remove("cursor");
    asked.put("cursor", next);
    return Reply.of(200, body).with("Link", "<" + path + query(asked) + ">; rel=\"next\"");
  }

  private static String query(Map<String, String> asked) {
    StringBuilder query = new StringBuilder();
    asked.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(UriUtils.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  private static Function<String, Optional<String>> keep(Predicate<String> rule) {
    return text -> Optional.of(text).filter(rule);
  }

  /** Reads parameters and notes what is wrong with them and what the next page must ask again. */
  private static final class Parameters {
    final List<FieldFault> faults = new ArrayList<>();
    final Map<String, String> kept = new LinkedHashMap<>();

    <T> T read(String name, String text, String form, Function<String, Optional<T>> reader) {
      if (text == null || text.isEmpty()) {
        return null;
      }
      kept.put(name, text);
      Optional<T> value = reader.apply(text);
      if (value.isEmpty()) {
        faults.add(new FieldFault(name, "Must be " + form + "."));
      }
      return value.orElse(null);
    }

    int limit(String text) {
      Integer limit =
          read(
              "limit",
              text,
              "a number from 1 to " + PageSize.MOST,
              digits ->
                  Optional.of(digits)
                      .filter(d -> d.matches("[0-9]{1,3}"))
                      .map(Integer::valueOf)
                      .filter(n -> n >= 1 && n <= PageSize.MOST));
      return limit == null ? PageSize.DEFAULT : limit;
    }
  }
}
