package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in and how often; wrong values end the start with one sentence.
 *
 * @param users by name; empty and no OIDC issuer: the caller on loopback is {@code local}
 * @param rolesClaim claim of a token that names roles; dots lead into objects
 * @param rateLimit most requests of one caller, or of one address while it has no name
 * @param failedLoginsPerMinute most failed logins from one address
 * @param bodyTimeout longest time a request's body may take to arrive
 * @param headerTimeout longest time from a request's first byte to its last header
 * @param longestSession age at which a session of the console ends, however busy it is
 */
@ConfigurationProperties("onboarding.security")
public record SecuritySettings(
    @DefaultValue Map<String, User> users,
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue RateLimit rateLimit,
    @DefaultValue("10") int failedLoginsPerMinute,
    @DefaultValue("10s") Duration bodyTimeout,
    @DefaultValue("10s") Duration headerTimeout,
    @DefaultValue("8h") Duration longestSession) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
  private static final Pattern HASH =
      Pattern.compile("\\{bcrypt}\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
  private static final int LEAST_COST = 10;
  private static final int MOST_COST = 16;
  private static final List<String> RESERVED = List.of("local", "anonymous", "saga");
  private static final String USERS = "onboarding.security.users.";

  public SecuritySettings {
    users = Map.copyOf(users);
    users.forEach(SecuritySettings::check);
    if (failedLoginsPerMinute < 1) {
      throw new UnsafeSettings("Set onboarding.security.failed-logins-per-minute to at least 1.");
    }
    refuseTooShort("body-timeout", bodyTimeout);
    refuseTooShort("header-timeout", headerTimeout);
    refuseTooShort("longest-session", longestSession);
  }

  /**
   * Someone who signs in with name and password.
   *
   * @param password its hash, {@code {bcrypt}$2...}
   * @param roles names of {@link Role}s
   */
  record User(@DefaultValue("") String password, @DefaultValue Set<String> roles) {

    Set<Role> known() {
      Set<Role> known = EnumSet.noneOf(Role.class);
      Arrays.stream(Role.values()).filter(role -> roles.contains(role.name())).forEach(known::add);
      return known;
    }

    /** Two to the power of this is the number of rounds a comparison takes. */
    int cost() {
      Matcher hash = HASH.matcher(password);
      return hash.matches() ? Integer.parseInt(hash.group(1)) : 0;
    }

    /** Without the hash, so that no log shows it. */
    @Override
    public String toString() {
      return "User" + roles;
    }
  }

  /** How often one caller may ask; 0: no limit. */
  record RateLimit(@DefaultValue("0") int requestsPerSecond) {
    RateLimit {
      if (requestsPerSecond < 0) {
        throw new UnsafeSettings(
            "Set onboarding.security.rate-limit.requests-per-second to 0 or more.");
      }
    }
  }

  /** Cost of the dearest hash of all users. */
  int dearestHash() {
    return users.values().stream().mapToInt(User::cost).max().orElse(LEAST_COST);
  }

  /** True for names that nobody else may have. */
  boolean isTaken(String name) {
    return users.keySet().stream().anyMatch(name::equalsIgnoreCase)
        || RESERVED.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static void refuseTooShort(String setting, Duration longest) {
    if (longest.compareTo(Duration.ofMillis(100)) < 0) {
      throw new UnsafeSettings("Set onboarding.security." + setting + " to at least 100ms.");
    }
  }

  private static void check(String name, User user) {
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      throw new UnsafeSettings(
          USERS
              + name
              + " is not a user's name: take letters, digits and . _ @ -, and none of "
              + String.join(", ", RESERVED)
              + ".");
    }
    checkHash(name, user);
    if (user.roles().isEmpty() || user.known().size() < user.roles().size()) {
      throw new UnsafeSettings(
          USERS + name + ".roles has to name some of CLIENT, VIEWER, OPERATOR, ADMIN.");
    }
  }

  private static void checkHash(String name, User user) {
    if (!HASH.matcher(user.password()).matches()) {
      throw new UnsafeSettings(
          USERS
              + name
              + ".password is not a bcrypt hash: make one with \"htpasswd -nBC 12 "
              + name
              + "\" and set {bcrypt}$2y$...");
    }
    if (user.cost() < LEAST_COST || user.cost() > MOST_COST) {
      throw new UnsafeSettings(
          USERS
              + name
              + ".password has to be a bcrypt hash of a cost from 10 to 16: make one with"
              + " \"htpasswd -nBC 12 "
              + name
              + "\".");
    }
  }
}
