package com.hexabuilders.onboarding.proof.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * An HTTP answer of the application.
 *
 * @param status HTTP status
 * @param headers response headers
 * @param text the body as text
 * @param json the body as JSON; a missing node if it is not JSON
 */
public record Reply(int status, HttpHeaders headers, String text, JsonNode json) {

  /** First value of a response header, or null. */
  public String header(String name) {
    return headers.firstValue(name).orElse(null);
  }
}
