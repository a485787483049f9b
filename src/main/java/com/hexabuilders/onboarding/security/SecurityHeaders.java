package com.hexabuilders.onboarding.security;

import java.util.function.BiConsumer;

/** Headers that keep browsers from doing anything clever with an answer. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void set(BiConsumer<String, String> header) {
    header.accept("X-Content-Type-Options", "nosniff");
    header.accept("Cache-Control", "no-store");
    header.accept("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    header.accept("Referrer-Policy", "no-referrer");
  }
}
