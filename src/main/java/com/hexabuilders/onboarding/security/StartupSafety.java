package com.hexabuilders.onboarding.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Refuses an unsafe start before anything listens. Without the profile {@code production} that is a
 * start on anything but loopback. With it, that is a start without real credentials or with
 * wide-open settings.
 */
final class StartupSafety implements BeanFactoryPostProcessor {

  /** Setting that names the issuer of tokens. */
  static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

  private static final String KEYS = "spring.security.oauth2.resourceserver.jwt.jwk-set-uri";
  private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";
  private static final String LISTEN = "onboarding.broker.listen";
  private static final Set<String> EXPOSED = Set.of("health", "prometheus");
  private static final Set<String> GUESSED =
      Set.of(
          "",
          "password",
          "passwort",
          "secret",
          "changeme",
          "change-me",
          "admin",
          "root",
          "guest",
          "test",
          "123456",
          "12345678",
          "onboarding",
          "activemq",
          "postgres",
          "application",
          "sa");

  private final Environment environment;

  StartupSafety(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    SecuritySettings settings =
        Binder.get(environment).bindOrCreate("onboarding.security", SecuritySettings.class);
    if (!text("management.server.port").isEmpty()) {
      refuse("management.server.port", "opens a second port past the guards: leave it out");
    }
    TrustedProxies.check(this::text);
    if (environment.acceptsProfiles(Profiles.of("production"))) {
      tokens();
      credentials(settings);
      openings(settings);
      settings.users().forEach(StartupSafety::hardToGuess); // last, because it takes time
    } else {
      loopbackOnly();
    }
  }

  private void loopbackOnly() {
    String cure = " is open to other machines: start with spring.profiles.active=production, or ";
    String address = text("server.address");
    if (!isLoopback(address)) {
      throw new UnsafeSettings(
          "server.address=" + address + cure + "set server.address=127.0.0.1.");
    }
    for (String listen : list(LISTEN)) {
      if (text("onboarding.broker.url").isEmpty() && !isLoopback(host(listen.strip()))) {
        throw new UnsafeSettings(LISTEN + "=" + listen + cure + "listen on 127.0.0.1.");
      }
    }
  }

  private void credentials(SecuritySettings settings) {
    if (settings.users().isEmpty() && text(ISSUER).isEmpty()) {
      throw new UnsafeSettings(
          "Nobody could sign in: set onboarding.security.users.<name>.password and .roles, or "
              + ISSUER
              + ".");
    }
    secret("spring.datasource.password", text("spring.datasource.username"));
    if (!text("onboarding.broker.url").isEmpty() || list(LISTEN).length > 0) {
      if (text("onboarding.broker.user").isEmpty()) {
        refuse(
            "onboarding.broker.user", "is not set: give the broker's user, and no anonymous one");
      }
      secret("onboarding.broker.password", text("onboarding.broker.user"));
    }
  }

  private static void hardToGuess(String name, SecuritySettings.User user) {
    for (String guess : List.of(name, "password", "changeme")) {
      if (VerifiedPasswords.isHashOf(guess, user.password())) {
        refuse(
            "onboarding.security.users." + name + ".password", "is easy to guess: choose another");
      }
    }
  }

  private void secret(String setting, String user) {
    String value = text(setting).toLowerCase(Locale.ROOT);
    if (GUESSED.contains(value) || value.equals(user.toLowerCase(Locale.ROOT))) {
      refuse(setting, value.isEmpty() ? "is not set: set it" : "is easy to guess: choose another");
    }
  }

  private void tokens() {
    if (!text(KEYS).isEmpty() && text(ISSUER).isEmpty()) {
      refuse(KEYS, "alone takes tokens of any issuer: set " + ISSUER + " too");
    }
    if (!text(ISSUER).isEmpty() && List.of(list(AUDIENCES)).isEmpty()) {
      refuse(AUDIENCES, "is not set, and tokens for other services would pass: name this service");
    }
    for (String setting : List.of(ISSUER, KEYS)) {
      String uri = text(setting);
      if (!uri.isEmpty() && !uri.startsWith("https:") && !isLoopback(host(uri))) {
        refuse(setting, "has to begin with https:");
      }
    }
  }

  private void openings(SecuritySettings settings) {
    String exposure = "management.endpoints.web.exposure.include";
    if (!EXPOSED.containsAll(List.of(list(exposure)))) {
      refuse(exposure, "may name health and prometheus only");
    }
    if (text("management.endpoint.health.show-details").equalsIgnoreCase("always")) {
      refuse(
          "management.endpoint.health.show-details", "shows internals to everybody: leave it out");
    }
    String cookie = "server.servlet.session.cookie.secure";
    if (text(cookie).equalsIgnoreCase("false")) {
      refuse(cookie, "sends sessions without TLS: leave it out");
    }
    if (settings.rateLimit().requestsPerSecond() == 0) {
      refuse("onboarding.security.rate-limit.requests-per-second", "is 0, no limit: set one");
    }
  }

  private static void refuse(String setting, String why) {
    throw new UnsafeSettings(setting + " " + why + ".");
  }

  private String text(String setting) {
    return environment.getProperty(setting, "").strip();
  }

  private String[] list(String setting) {
    return Binder.get(environment).bind(setting, String[].class).orElse(new String[0]);
  }

  private static String host(String uri) {
    try {
      return String.valueOf(URI.create(uri).getHost());
    } catch (IllegalArgumentException notAnAddress) {
      return "";
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
