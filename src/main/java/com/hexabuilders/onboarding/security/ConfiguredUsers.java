package com.hexabuilders.onboarding.security;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Signs in the users of the configuration. An unknown name costs as much time as a wrong password,
 * and each failure costs its address one of its tries.
 */
final class ConfiguredUsers implements AuthenticationProvider {

  private static final int BEFORE_SALT = "{bcrypt}$2a$10$".length();
  private static final int SALT_AND_HASH = 53;

  private final SecuritySettings settings;
  private final VerifiedPasswords passwords;
  private final Limits failures;

  ConfiguredUsers(SecuritySettings settings, VerifiedPasswords passwords, Limits failures) {
    this.settings = settings;
    this.passwords = passwords;
    this.failures = failures;
  }

  @Override
  public Authentication authenticate(Authentication given) {
    SecuritySettings.User user = settings.users().getOrDefault(given.getName(), nobody());
    String password = String.valueOf(given.getCredentials());
    boolean right =
        passwords.isRight(given.getName(), password, user.password(), new Tries(address(given)));
    if (!right) {
      throw new BadCredentialsException("The name or the password is wrong.");
    }
    Set<GrantedAuthority> roles =
        user.known().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
            .collect(Collectors.toSet());
    return UsernamePasswordAuthenticationToken.authenticated(given.getName(), null, roles);
  }

  /** Takes as long to compare as another user, and has a password that nobody can give. */
  private SecuritySettings.User nobody() {
    String like = settings.users().values().iterator().next().password();
    String hash = like.substring(0, BEFORE_SALT) + ".".repeat(SALT_AND_HASH);
    return new SecuritySettings.User(hash, Set.of());
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }

  private static String address(Authentication given) {
    return given.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : "";
  }

  /** The tries an address has left. */
  private final class Tries implements VerifiedPasswords.Price {
    private final String address;

    Tries(String address) {
      this.address = address;
    }

    @Override
    public void pay() {
      long seconds = failures.take(address);
      if (seconds > 0) {
        throw new LoginRefused(429, seconds, "Too many logins from here have failed; wait.");
      }
    }

    @Override
    public void giveBack() {
      failures.giveBack(address);
    }
  }
}
