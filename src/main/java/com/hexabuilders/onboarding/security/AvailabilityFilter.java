package com.hexabuilders.onboarding.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 to everything but the actuator until the application is ready, and again after {@link
 * LastRequests} closed it. Routes start and stop one after another, and a request in between would
 * reach the wrong one. While the application drains, each answer closes its connection, so that no
 * caller sends a request on a connection that is about to end.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class AvailabilityFilter extends OncePerRequestFilter
    implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>> {

  private static final String ACTUATOR = "/actuator/";

  private enum Phase {
    STARTING,
    READY,
    DRAINING,
    CLOSED
  }

  private final AtomicInteger inside = new AtomicInteger();
  private volatile Phase phase = Phase.STARTING;

  @Override
  public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> change) {
    if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
      phase = Phase.READY;
    } else if (phase == Phase.READY) {
      phase = Phase.DRAINING;
    }
  }

  /** Lets no further request in. */
  void close() {
    phase = Phase.CLOSED;
  }

  /** Whether every request that was let in is answered or handed to its route. */
  boolean isEmpty() {
    return inside.get() == 0;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    inside.incrementAndGet(); // before the look at the phase, or else close() could miss it
    try {
      Phase now = phase;
      if (now == Phase.DRAINING || now == Phase.CLOSED) {
        response.setHeader("Connection", "close");
      }
      boolean isRefused = now == Phase.STARTING || now == Phase.CLOSED;
      if (isRefused && !request.getRequestURI().startsWith(ACTUATOR)) {
        response.setHeader("Retry-After", "1");
        Refusals.write(response, 503, request.getRequestURI(), ErrorPages.detail(503));
      } else {
        chain.doFilter(request, response);
      }
    } finally {
      inside.decrementAndGet();
    }
  }
}
