package com.hexabuilders.onboarding.security;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response in which one header is replaced where it would be added a second time. */
final class SingleHeaderResponse extends HttpServletResponseWrapper {

  private final String single;

  SingleHeaderResponse(HttpServletResponse response, String single) {
    super(response);
    this.single = single;
  }

  @Override
  public void addHeader(String name, String value) {
    if (name.equalsIgnoreCase(single)) {
      super.setHeader(name, value);
    } else {
      super.addHeader(name, value);
    }
  }
}
