package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.security.BodyFilter;
import com.hexabuilders.onboarding.security.ConsoleAddresses;
import com.hexabuilders.onboarding.security.Refusals;
import com.hexabuilders.onboarding.security.SecuritySettings;
import com.hexabuilders.onboarding.security.UnreadBodies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the forms with which people sign in and out, before anything asks for a field. A form has
 * at most 4 KiB and the time that every body has. The web server itself would wait for a form
 * without end.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 1)
class FormFilter extends OncePerRequestFilter {

  /** Request attribute that is there when the request's fields were read from a form. */
  static final String READ = FormFilter.class.getName();

  private static final int MAX_BYTES = 4096;

  private final SecuritySettings settings;

  FormFilter(SecuritySettings settings) {
    this.settings = settings;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !ConsoleAddresses.FORMS.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] form;
    try {
      long end = System.nanoTime() + settings.bodyTimeout().toNanos();
      form = BodyFilter.read(request, MAX_BYTES, end);
    } catch (SocketTimeoutException e) {
      response.setHeader("Connection", "close");
      Refusals.write(response, 408, request.getRequestURI(), "The form took too long to arrive.");
      return;
    }
    if (form.length > MAX_BYTES) {
      response.setHeader("Connection", "close");
      Refusals.write(response, 413, request.getRequestURI(), "The form is larger than 4 KiB.");
      return;
    }
    request.setAttribute(READ, true);
    request.setAttribute(UnreadBodies.READ, true);
    chain.doFilter(new FormRequest(request, form), response);
  }
}
