package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.security.ConsoleAddresses;
import com.hexabuilders.onboarding.security.Guard;
import com.hexabuilders.onboarding.security.Refusals;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 403 to a request that would change something and carries no token, or another page's. If
 * the request also shows nothing by which its caller could be known, the answer is 401.
 */
final class CsrfRefusals implements AccessDeniedHandler {

  private final Guard guard;
  private final SignInFirst unauthorized;

  CsrfRefusals(Guard guard, SignInFirst unauthorized) {
    this.guard = guard;
    this.unauthorized = unauthorized;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    boolean isNobody =
        !guard.everybodyIsLocal()
            && SecurityContextHolder.getContext().getAuthentication() == null
            && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    if (isNobody && !ConsoleAddresses.FORMS.matches(request)) {
      unauthorized.commence(request, response, new InsufficientAuthenticationException("nobody"));
    } else {
      Refusals.write(
          response,
          403,
          request.getRequestURI(),
          "Send the value of the cookie XSRF-TOKEN as the header X-XSRF-TOKEN.");
    }
  }
}
