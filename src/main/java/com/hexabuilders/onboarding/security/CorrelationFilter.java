package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Reply;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names every conversation, first of all filters, so that refusals carry the name too. A caller's
 * X-Correlation-ID that is not 1 to 128 printable ASCII characters counts as absent.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CorrelationFilter extends OncePerRequestFilter {

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,127}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String sent = request.getHeader(Reply.CORRELATION);
    String given = sent != null && PRINTABLE.matcher(sent).matches() ? sent : null;
    String name = given == null ? UUID.randomUUID().toString() : given;
    response.setHeader(Reply.CORRELATION, name);
    chain.doFilter(
        new NamedRequest(request, name, given),
        new SingleHeaderResponse(response, Reply.CORRELATION));
  }
}
