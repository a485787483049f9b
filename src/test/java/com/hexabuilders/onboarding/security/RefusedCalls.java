package com.hexabuilders.onboarding.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Calls that something behind a {@link RefusalLimit} refuses. */
public final class RefusedCalls {

  private RefusedCalls() {}

  /** Refuses with this status. */
  public static void refuse(ServletResponse response, int status) throws IOException {
    Refusals.write((HttpServletResponse) response, status, "/sagas", "No.");
  }

  /** The status of GET /sagas, with this behind the limit. */
  public static int answer(RefusalLimit limit, FilterChain chain) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    limit.doFilter(new MockHttpServletRequest("GET", "/sagas"), response, chain);
    return response.getStatus();
  }
}
