package com.hexabuilders.onboarding.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts a request that is refused before {@link AccessFilter} could count it: foreign hosts and
 * origins, wrong passwords and tokens, missing page tokens, ambiguous addresses. Such a request
 * counts for its address, as the requests of somebody unknown do.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public class RefusalLimit extends OncePerRequestFilter {

  private static final String COUNTED = RefusalLimit.class.getName();

  private final Limits limits;

  public RefusalLimit(Guard guard) {
    limits = guard.limits();
  }

  /** Says that a request was counted already. */
  public static void counted(HttpServletRequest request) {
    request.setAttribute(COUNTED, true);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return limits == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, new LimitedResponse(response, () -> take(request)));
  }

  private long take(HttpServletRequest request) {
    if (request.getAttribute(COUNTED) != null) {
      return 0;
    }
    counted(request);
    return limits.take(AccessFilter.address(request.getRemoteAddr()));
  }
}
