package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers whoever has not shown who it is: 401 with the ways to do so, the same sentence whatever
 * was wrong. A bad token costs its address a try, as a bad password does.
 */
public final class Unauthorized implements AuthenticationEntryPoint {

  /** The ways to show it, as a challenge names them. */
  public static final List<String> PASSWORD_OR_TOKEN =
      List.of("Basic realm=\"onboarding\"", "Bearer");

  private final Limits failures;
  private final List<String> ways;

  public Unauthorized(Limits failures, List<String> ways) {
    this.failures = failures;
    this.ways = ways;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof LoginRefused refused) {
      later(request, response, refused);
      return;
    }
    long seconds = isBearer(request) ? failures.take(ClientNetwork.of(request.getRemoteAddr())) : 0;
    if (seconds > 0) {
      later(request, response, new LoginRefused(429, seconds, "Too many logins from here failed."));
      return;
    }
    ways.forEach(way -> response.addHeader(HttpHeaders.WWW_AUTHENTICATE, way));
    Refusals.write(
        response, 401, request.getRequestURI(), "Say who you are: a user's password or a token.");
  }

  private static void later(
      HttpServletRequest request, HttpServletResponse response, LoginRefused refused)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfterSeconds()));
    Refusals.write(response, refused.status(), request.getRequestURI(), refused.getMessage());
  }

  private static boolean isBearer(HttpServletRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return given != null && given.toLowerCase(Locale.ROOT).startsWith("bearer");
  }
}
