package com.hexabuilders.onboarding.proof.application;

import com.hexabuilders.onboarding.api.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Configures a user of each role's name, with that role alone, and an issuer of tokens. */
public final class Users implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** Answers as long as the tests run. */
  public static final TokenIssuer ISSUER = new TokenIssuer();

  /** The password of the user of this role. */
  public static String password(Role role) {
    return role + "-password";
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings = new LinkedHashMap<>();
    String base = "spring.security.oauth2.resourceserver.jwt.";
    settings.put(base + "jwk-set-uri", ISSUER.keys());
    settings.put(base + "issuer-uri", TokenIssuer.NAME);
    settings.put(base + "audiences", TokenIssuer.AUDIENCE);
    for (Role role : Role.values()) {
      String user = "onboarding.security.users." + role;
      String hash = new BCryptPasswordEncoder(10).encode(password(role));
      settings.put(user + ".password", "{bcrypt}" + hash);
      settings.put(user + ".roles", role.name());
    }
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("users", settings));
  }
}
