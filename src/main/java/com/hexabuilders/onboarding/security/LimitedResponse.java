package com.hexabuilders.onboarding.security;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.function.LongSupplier;
import org.springframework.web.util.WebUtils;

/** A response by which {@link Refusals} asks whether its caller may be refused once more. */
final class LimitedResponse extends HttpServletResponseWrapper {

  private final LongSupplier limit;

  /**
   * Wraps a response.
   *
   * @param limit counts a refusal; returns 0, or the seconds to wait if there were too many
   */
  LimitedResponse(HttpServletResponse response, LongSupplier limit) {
    super(response);
    this.limit = limit;
  }

  /** Counts a refusal of this request; 0, or the seconds to wait if there were too many. */
  static long refused(HttpServletResponse response) {
    LimitedResponse limited = WebUtils.getNativeResponse(response, LimitedResponse.class);
    return limited == null ? 0 : limited.limit.getAsLong();
  }
}
