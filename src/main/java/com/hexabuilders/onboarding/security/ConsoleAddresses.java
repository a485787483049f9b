package com.hexabuilders.onboarding.security;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The addresses that sessions guard, and those of the sign-in. */
public final class ConsoleAddresses {

  /** Where the console begins. */
  public static final String HOME = "/actuator/hawtio/";

  /** Where people sign in. */
  public static final String LOGIN = "/login";

  /** Where people sign out. */
  public static final String LOGOUT = "/logout";

  private static final PathPatternRequestMatcher.Builder PATHS =
      PathPatternRequestMatcher.withDefaults();

  /** The addresses that take a form. */
  public static final RequestMatcher FORMS =
      new OrRequestMatcher(
          PATHS.matcher(HttpMethod.POST, LOGIN), PATHS.matcher(HttpMethod.POST, LOGOUT));

  /** All addresses that sessions guard. */
  public static final RequestMatcher ALL =
      new OrRequestMatcher(
          PATHS.matcher(HOME + "**"),
          PATHS.matcher("/actuator/jolokia/**"),
          PATHS.matcher(LOGIN),
          PATHS.matcher(LOGOUT));

  private ConsoleAddresses() {}
}
