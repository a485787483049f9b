package com.hexabuilders.onboarding.security;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Refuses settings by which a caller could choose its own address with a header. The limit of
 * failed logins and the audit use that address. Without a list of its own the web server trusts
 * every private network.
 */
final class TrustedProxies {

  private static final String STRATEGY = "server.forward-headers-strategy";
  private static final String REMOTE_IP = "server.tomcat.remoteip.";
  private static final String INTERNAL = REMOTE_IP + "internal-proxies";
  private static final String TRUSTED = REMOTE_IP + "trusted-proxies";

  /** Addresses of examples, which no proxy has. */
  private static final List<String> NOBODYS =
      List.of("192.0.2.1", "198.51.100.7", "203.0.113.99", "2001:db8:0:0:0:0:0:1");

  private TrustedProxies() {}

  /**
   * Checks the settings.
   *
   * @param setting the text of a setting by its name; empty if it is not set
   */
  static void check(UnaryOperator<String> setting) {
    String strategy = setting.apply(STRATEGY);
    if (strategy.equalsIgnoreCase("framework")) {
      throw new UnsafeSettings(
          STRATEGY
              + "=framework believes headers of every caller: set native, and "
              + INTERNAL
              + ".");
    }
    boolean isRead =
        strategy.equalsIgnoreCase("native")
            || !setting.apply(REMOTE_IP + "remote-ip-header").isEmpty()
            || !setting.apply(REMOTE_IP + "protocol-header").isEmpty();
    if (isRead && setting.apply(INTERNAL).isEmpty()) {
      throw new UnsafeSettings(
          INTERNAL
              + " is not set, and with "
              + STRATEGY
              + "=native headers of whole networks would be believed:"
              + " name the proxies' addresses in a pattern such as 10\\.0\\.0\\.[12].");
    }
    List.of(INTERNAL, TRUSTED).forEach(proxies -> few(proxies, setting.apply(proxies)));
  }

  private static void few(String setting, String pattern) {
    Pattern proxies;
    try {
      proxies = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new UnsafeSettings(
          setting + " is not a regular expression: name addresses such as 10\\.0\\.0\\.[12].");
    }
    if (NOBODYS.stream().anyMatch(address -> proxies.matcher(address).matches())) {
      throw new UnsafeSettings(
          setting + " matches addresses that are nobody's proxy: name the proxies' addresses.");
    }
  }
}
