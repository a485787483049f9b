package com.hexabuilders.onboarding.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a foreign web page could send through a browser of this machine. The filter refuses
 * another host's name that was pointed at the loopback address (DNS rebinding). It also refuses
 * requests of another origin.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class HostFilter extends OncePerRequestFilter {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?");

  private static final String REVEAL = "reveal";

  private final boolean loopbackOnly;

  HostFilter(ServerProperties server) {
    loopbackOnly = server.getAddress() != null && server.getAddress().isLoopbackAddress();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    String host = lower(request.getHeader("Host"));
    if (loopbackOnly && !LOOPBACK.matcher(host).matches()) {
      Refusals.write(
          response, 421, path, "This server answers to localhost, 127.0.0.1 and [::1] only.");
    } else if (foreign(request.getHeader("Origin"), host) || comesFromAnotherSite(request)) {
      Refusals.write(response, 403, path, "Requests of other origins are not accepted.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean foreign(String origin, String host) {
    return origin != null
        && !lower(origin).equals("http://" + host)
        && !lower(origin).equals("https://" + host);
  }

  /**
   * Browsers say where a request comes from; a link from elsewhere may only read. A request for
   * unmasked personal data does more: it is an act, and audited.
   */
  private static boolean comesFromAnotherSite(HttpServletRequest request) {
    String site = lower(request.getHeader("Sec-Fetch-Site"));
    return (site.equals("cross-site") || site.equals("same-site"))
        && (!request.getMethod().equals("GET") || request.getParameterMap().containsKey(REVEAL));
  }

  private static String lower(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
