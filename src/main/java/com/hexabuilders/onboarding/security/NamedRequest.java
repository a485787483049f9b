package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request whose X-Correlation-ID is always there. X-Correlation-Given is the X-Correlation-ID
 * that the caller really sent, if it was well formed. No caller can send X-Correlation-Given.
 */
final class NamedRequest extends HttpServletRequestWrapper {

  private static final String GIVEN = "X-Correlation-Given";

  private final String name;
  private final String given;

  NamedRequest(HttpServletRequest request, String name, String given) {
    super(request);
    this.name = name;
    this.given = given;
  }

  @Override
  public String getHeader(String header) {
    if (header.equalsIgnoreCase(Reply.CORRELATION)) {
      return name;
    }
    return header.equalsIgnoreCase(GIVEN) ? given : super.getHeader(header);
  }

  @Override
  public Enumeration<String> getHeaders(String header) {
    if (header.equalsIgnoreCase(Reply.CORRELATION) || header.equalsIgnoreCase(GIVEN)) {
      String value = getHeader(header);
      return value == null
          ? Collections.emptyEnumeration()
          : Collections.enumeration(Collections.singleton(value));
    }
    return super.getHeaders(header);
  }
}
