package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Whose name a token gives its caller, and which roles. */
class TokenRolesTest {

  private static final String HASH =
      "{bcrypt}$2a$10$spac29Ud//skWO/mJrF6LuenmM4IGCGGv98UAQ2OPVdEgbXjUejn.";

  @Test
  void a_subject_is_kept_in_one_spelling() {
    assertThat(caller(" Jose\u0301\u00A0 Ruiz ").getName()).isEqualTo("José Ruiz");
    assertThat(caller("José Ruiz").getName()).isEqualTo("José Ruiz");
    assertThat(caller("x".repeat(100)).getName()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "ANN",
        " Ann",
        "local",
        "Local",
        "anonymous",
        "SAGA",
        " ",
        "eve\u202E",
        "eve\u200B"
      })
  void a_name_that_is_taken_or_cannot_be_seen_is_nobodys(String subject) {
    assertThatThrownBy(() -> caller(subject)).isInstanceOf(InvalidBearerTokenException.class);
  }

  @Test
  void a_token_without_a_subject_or_an_end_or_with_a_long_name_is_nobodys() {
    Jwt endless = token("eve").expiresAt(null).build();
    assertThatThrownBy(() -> roles("roles").convert(endless)).hasMessageContaining("no end");
    Jwt nobodys = token("eve").subject(null).build();
    assertThatThrownBy(() -> roles("roles").convert(nobodys)).hasMessageContaining("nobody");
    assertThatThrownBy(() -> caller("x".repeat(101))).hasMessageContaining("nobody");
  }

  @Test
  void roles_are_a_list_or_words_wherever_the_claim_is() {
    Jwt words = token("eve").claim("scope", "VIEWER OPERATOR").build();
    assertThat(roles("scope").convert(words).getAuthorities())
        .extracting("authority")
        .containsExactlyInAnyOrder("ROLE_VIEWER", "ROLE_OPERATOR");
    Jwt nested = token("eve").claim("realm", Map.of("roles", List.of("ADMIN"))).build();
    assertThat(roles("realm.roles").convert(nested).getAuthorities())
        .extracting("authority")
        .containsExactly("ROLE_ADMIN");
    assertThat(roles("realm.roles.x").convert(nested).getAuthorities()).isEmpty();
  }

  private static Authentication caller(String subject) {
    return roles("roles").convert(token(subject).build());
  }

  private static Jwt.Builder token(String subject) {
    return Jwt.withTokenValue("x")
        .header("alg", "RS256")
        .subject(subject)
        .expiresAt(Instant.now().plusSeconds(60));
  }

  private static TokenRoles roles(String claim) {
    return new TokenRoles(
        new SecuritySettings(
            Map.of("ann", new SecuritySettings.User(HASH, Set.of("VIEWER"))),
            claim,
            new SecuritySettings.RateLimit(0),
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofHours(8)));
  }
}
