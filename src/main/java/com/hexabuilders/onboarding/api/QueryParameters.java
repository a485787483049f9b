package com.hexabuilders.onboarding.api;

import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.ShownId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.web.util.UriUtils;

/**
 * Reads the parameters of one query. Collects every fault, and what the next page must ask again. A
 * parameter that is null or empty does not count. One thread.
 */
public final class QueryParameters {

  /** Parameters that callers fill with what they know of a person. */
  private static final Set<String> FREE = Set.of("q", "target", "actor");

  private final List<FieldFault> faults = new ArrayList<>();
  private final Map<String, String> given = new LinkedHashMap<>();

  /**
   * Reads one parameter.
   *
   * @param form what its text must be, for the sentence of the fault
   * @param reader empty for a text that is not of this form
   * @return null if there is none, or if it is a fault
   */
  public <T> T read(String name, String text, String form, Function<String, Optional<T>> reader) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    given.put(name, text);
    Optional<T> value = reader.apply(text);
    if (value.isEmpty()) {
      faults.add(new FieldFault(name, "Must be " + form + "."));
    }
    return value.orElse(null);
  }

  /** Reads a parameter that is taken as it is, if it keeps the rule. */
  public String keep(String name, String text, String form, Predicate<String> rule) {
    return read(name, text, form, value -> Optional.of(value).filter(rule));
  }

  /** Reads how many rows a page has; the usual number if none is given. */
  public int limit(String text) {
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

  /** Everything that is wrong so far. */
  public List<FieldFault> faults() {
    return List.copyOf(faults);
  }

  /** The reply with the link to the next page: the same question with this cursor. */
  public Reply withNext(Reply page, String path, String cursor) {
    Map<String, String> next = new LinkedHashMap<>(given);
    next.remove("cursor");
    next.put("cursor", cursor);
    return page.with("Link", "<" + path + "?" + encoded(next) + ">; rel=\"next\"");
  }

  /** What was asked, as a query, without a question mark. */
  public String query() {
    Map<String, String> shown = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> shown.put(name, FREE.contains(name) ? ShownId.of(value) : value));
    return encoded(shown);
  }

  private static String encoded(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(UriUtils.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }
}
