package com.hexabuilders.onboarding.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Tells who wants to see a page from a script that wants data. */
public final class Navigation {

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private Navigation() {}

  /**
   * Whether a person follows a link or types an address. Scripts of a page say that they are none;
   * else whoever names HTML is one. At the console's own address that is also who takes anything,
   * as command-line tools do.
   *
   * @param home address of the page itself
   */
  public static boolean isOne(HttpServletRequest request, String home) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    boolean isHome = request.getRequestURI().equals(home);
    return READING.contains(request.getMethod())
        && (mode == null || mode.equals("navigate"))
        && (names(accepted) || isHome && takesAnything(accepted));
  }

  private static boolean names(String accepted) {
    return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }

  private static boolean takesAnything(String accepted) {
    try {
      return accepted == null
          || accepted.isBlank()
          || MediaType.parseMediaTypes(accepted).stream()
              .anyMatch(MediaType.TEXT_HTML::isCompatibleWith);
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
