package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.api.Navigation;
import com.hexabuilders.onboarding.security.ConsoleAddresses;
import com.hexabuilders.onboarding.security.Limits;
import com.hexabuilders.onboarding.security.LoginRefused;
import com.hexabuilders.onboarding.security.Unauthorized;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Leads a person with a browser to the form where they sign in; answers everything else 401. Never
 * lets a browser ask for the password in its own way, for it would keep it until it is closed.
 */
final class SignInFirst implements AuthenticationEntryPoint {

  private final Unauthorized others;
  private final String form;

  SignInFirst(Limits failures, String form) {
    this.others = new Unauthorized(failures, List.of("Bearer"));
    this.form = form;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    boolean shows = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    if (!shows && Navigation.isOne(request, ConsoleAddresses.HOME)) {
      response.sendRedirect(form);
    } else {
      others.commence(request, response, failure);
    }
  }

  /** Somebody filled in the form and is not let in. */
  void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof LoginRefused) {
      others.commence(request, response, failure);
    } else {
      response.sendRedirect(form + "?failed");
    }
  }

  /** The session has ended. */
  void ended(HttpServletRequest request, HttpServletResponse response) throws IOException {
    commence(request, response, new InsufficientAuthenticationException("ended"));
  }
}
