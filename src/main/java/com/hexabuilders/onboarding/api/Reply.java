package com.hexabuilders.onboarding.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the HTTP edge answers.
 *
 * @param status HTTP status code
 * @param headers response headers by name; Content-Type is JSON unless given here
 * @param body null for none
 * @param stream what is written in place of the body, or null
 */
public record Reply(int status, Map<String, String> headers, JsonNode body, StreamedBody stream) {

  /** Response header that names the conversation. */
  public static final String CORRELATION = "X-Correlation-ID";

  /** Content type of every error, RFC 9457. */
  public static final String PROBLEM_JSON = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public Reply {
    headers = Map.copyOf(headers);
  }

  public Reply(int status, Map<String, String> headers, JsonNode body) {
    this(status, headers, body, null);
  }

  /** 200 with a body that is written while it is made. */
  public static Reply streamed(Map<String, String> headers, StreamedBody stream) {
    return new Reply(200, headers, null, stream);
  }

  public static Reply of(int status, JsonNode body) {
    return new Reply(status, Map.of(), body);
  }

  /** The same reply with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, stream);
  }

  /** Media type of the body. */
  public String contentType() {
    return headers.getOrDefault("Content-Type", "application/json");
  }

  /** True for an RFC 9457 problem. */
  public boolean isProblem() {
    return contentType().equals(PROBLEM_JSON);
  }

  /** The body in UTF-8, empty if there is none. */
  public byte[] bytes() {
    try {
      return body == null ? new byte[0] : JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree can always be written.", e);
    }
  }
}
