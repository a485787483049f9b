package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.security.AccessFilter;
import com.hexabuilders.onboarding.security.ConsoleAddresses;
import com.hexabuilders.onboarding.security.Limits;
import com.hexabuilders.onboarding.security.RefusalLimit;
import com.hexabuilders.onboarding.security.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes forms of one address only as often as requests of somebody unknown: what answers them
 * stands before {@link AccessFilter} and would answer without end.
 */
final class FormLimit extends OncePerRequestFilter {

  private final Limits limits;

  /**
   * A limit of forms.
   *
   * @param limits null where nothing is limited
   */
  FormLimit(Limits limits) {
    this.limits = limits;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return limits == null || !ConsoleAddresses.FORMS.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    RefusalLimit.counted(request);
    long seconds = limits.take(AccessFilter.address(request.getRemoteAddr()));
    if (seconds > 0) {
      Refusals.tooMany(response, request.getRequestURI(), seconds);
    } else {
      chain.doFilter(request, response);
    }
  }
}
