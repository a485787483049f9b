package com.hexabuilders.onboarding.security.browser;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is too old, however busy it is: an open page asks every few seconds, and so
 * would never be idle.
 */
final class SessionAge extends OncePerRequestFilter {

  private final Duration longest;

  SessionAge(Duration longest) {
    this.longest = longest;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && session.getLastAccessedTime() - session.getCreationTime() > longest.toMillis()) {
      session.invalidate();
    }
    chain.doFilter(request, response);
  }
}
