package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.ClientNetwork;
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
 * Signs in the users of the configuration. An unknown name costs as much time as a wrong password
 * of anybody, and each failure costs its address one of its tries.
 */
final class ConfiguredUsers implements AuthenticationProvider {

  private final SecuritySettings settings;
  private final VerifiedPasswords passwords;
  private final Limits failures;
  private final SecuritySettings.User nobody;

  ConfiguredUsers(SecuritySettings settings, VerifiedPasswords passwords, Limits failures) {
    this.settings = settings;
    this.passwords = passwords;
    this.failures = failures;
    this.nobody =
        new SecuritySettings.User(VerifiedPasswords.nobodys(settings.dearestHash()), Set.of());
  }

  @Override
  public Authentication authenticate(Authentication given) {
    SecuritySettings.User user = settings.users().getOrDefault(given.getName(), nobody);
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

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }

  private static String address(Authentication given) {
    return given.getDetails() instanceof WebAuthenticationDetails details
        ? ClientNetwork.of(details.getRemoteAddress())
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
