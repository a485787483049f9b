package com.hexabuilders.onboarding.routing.http;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.saga.UnstorableText;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Opens an HTTP request for a route: drops every header and keeps what is ours by an allow-list.
 *
 * <p>Camel mixes HTTP headers, query parameters and path variables in one map, so one could pose as
 * another. Here each is taken from its own place, and path variables are decoded. Values are no
 * {@code String} on purpose. A bean argument that is a String loses enclosing quotes, and the text
 * {@code null} becomes null.
 */
@Component("httpRequests")
class HttpRequests {

  /** Exchange property: path the caller asked for. */
  static final String INSTANCE = "onboarding.instance";

  /** Exchange property: name of the conversation, the caller's or a made one. */
  static final String CORRELATION = "onboarding.correlation";

  /** Exchange property: the message as it came, which knows request and response. */
  static final String HTTP = "onboarding.http";

  /** Exchange property: the caller. */
  static final String CALLER = "caller";

  /** Headers that a route may read. */
  static final List<String> HEADERS =
      List.of("X-Correlation-Given", "If-None-Match", "traceparent", "Accept-Language");

  /** A header whose every line a route may read. */
  static final String KEY = "Idempotency-Key";

  /** Query parameters that a route may read. */
  static final Set<String> QUERY =
      Set.of(
          "wait", "status", "step", "q", "from", "to", "limit", "cursor", "kind", "queue", "state",
          "cause", "group", "reveal", "actor", "act", "target", "outcome", "format");

  /** Leaves only our headers, query parameters and path variables, and the body as text. */
  public void open(Exchange exchange) {
    PlatformHttpMessage message = exchange.getMessage(PlatformHttpMessage.class);
    HttpServletRequest request = message.getRequest();
    exchange.setProperty(HTTP, message);
    exchange.setProperty(INSTANCE, request.getRequestURI());
    exchange.setProperty(CORRELATION, request.getHeader("X-Correlation-ID"));
    exchange.setProperty(CALLER, caller(request));
    byte[] body = message.getBody(byte[].class);
    message.removeHeaders("*");
    message.setBody(body == null ? null : text(new String(body, StandardCharsets.UTF_8)));
    HEADERS.forEach(name -> put(message, name, request.getHeader(name)));
    put(message, KEY, all(request, KEY));
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (QUERY.contains(name)) {
                put(message, name, values[0]);
              }
            });
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> path) {
      path.forEach((name, value) -> put(message, name.toString(), value.toString()));
    }
  }

  /** Returns the caller whom the guards let in; throws if the request has passed no guard. */
  private static Caller caller(HttpServletRequest request) {
    if (request.getAttribute(Caller.ATTRIBUTE) instanceof Caller known) {
      return known;
    }
    throw new IllegalStateException("The request has passed no guard.");
  }

  /** Every header of this name, each on a line of its own, so that its reader sees how many. */
  private static String all(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.isEmpty() ? null : String.join("\n", values);
  }

  /**
   * A value with a NUL or half of a character goes no further.
   *
   * @throws UnstorableText answered 400
   */
  private static void put(Message message, String name, String value) {
    if (value != null) {
      message.setHeader(name, text(UnstorableText.checked(name, value)));
    }
  }

  private static CharSequence text(String value) {
    return new StringBuilder(value);
  }
}
