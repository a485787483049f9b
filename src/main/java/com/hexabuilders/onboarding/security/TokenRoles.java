package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.PrintableText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Says who a checked token speaks for: its subject, with the roles that a configured claim names.
 * The claim is a list, or words in a text. A token cannot take the name of a configured user,
 * whatever its case. Nor can it take a name that cannot be seen as it is. Spellings of one name
 * that look the same are one.
 */
final class TokenRoles implements Converter<Jwt, AbstractAuthenticationToken> {

  private static final int LONGEST_NAME = 100;

  private final SecuritySettings settings;

  TokenRoles(SecuritySettings settings) {
    this.settings = settings;
  }

  @Override
  public AbstractAuthenticationToken convert(Jwt token) {
    if (token.getExpiresAt() == null) { // nobody could ever take it back
      throw new InvalidBearerTokenException("The token has no end.");
    }
    String name =
        Optional.ofNullable(token.getSubject())
            .flatMap(PrintableText::name)
            .filter(subject -> subject.length() <= LONGEST_NAME && !settings.isTaken(subject))
            .orElseThrow(
                () -> new InvalidBearerTokenException("The token names nobody known here."));
    Set<GrantedAuthority> roles =
        roles(token).stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
            .collect(Collectors.toSet());
    return new JwtAuthenticationToken(token, roles, name);
  }

  private Collection<String> roles(Jwt token) {
    Object claim = token.getClaims();
    for (String part : settings.rolesClaim().split("\\.")) {
      claim = claim instanceof Map<?, ?> object ? object.get(part) : null;
    }
    if (claim instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return claim instanceof String words ? Arrays.asList(words.split("\\s+")) : List.of();
  }
}
