package com.hexabuilders.onboarding.security;

import jakarta.servlet.http.HttpServletResponse;

/** Headers that keep browsers from doing anything clever with an answer. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void set(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("Referrer-Policy", "no-referrer");
  }
}
