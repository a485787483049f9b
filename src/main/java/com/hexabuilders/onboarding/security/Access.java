package com.hexabuilders.onboarding.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Puts the guards of the API together. The API has no session and no cookie, so no form of another
 * site can act in a caller's name. Every request carries a password or a token. {@link AccessRules}
 * says what a request may do.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
public class Access {

  /** Looks at the settings before anything else is made. */
  @Bean
  static StartupSafety startupSafety(Environment environment) {
    return new StartupSafety(environment);
  }

  /** What the table, the posture and the rate limit say, for all chains. */
  @Bean
  Guard guard(SecuritySettings settings, ObjectProvider<JwtDecoder> tokens) {
    boolean everybodyIsLocal = settings.users().isEmpty() && tokens.getIfAvailable() == null;
    int perSecond = settings.rateLimit().requestsPerSecond();
    Limits limits = perSecond == 0 ? null : new Limits(perSecond, Duration.ofSeconds(1));
    return new Guard(new AccessRules(), everybodyIsLocal, limits);
  }

  /** The guards of every address that is not the console's. */
  @Bean
  @Order(2)
  SecurityFilterChain api(
      HttpSecurity http,
      SecuritySettings settings,
      Guard guard,
      AuthenticationManager logins,
      Limits failedLogins,
      ObjectProvider<JwtDecoder> tokens)
      throws Exception {
    Unauthorized unauthorized = new Unauthorized(failedLogins, Unauthorized.PASSWORD_OR_TOKEN);
    bare(http);
    passwordsAndTokens(http, settings, logins, tokens.getIfAvailable() != null, unauthorized);
    return http.addFilterAfter(
            new AccessFilter(guard, unauthorized), AnonymousAuthenticationFilter.class)
        .build();
  }

  /** A caller that shows a password or a token with a request is signed in for that request. */
  public static void passwordsAndTokens(
      HttpSecurity http,
      SecuritySettings settings,
      AuthenticationManager logins,
      boolean hasTokens,
      AuthenticationEntryPoint unauthorized)
      throws Exception {
    http.authenticationManager(logins);
    if (!settings.users().isEmpty()) {
      http.httpBasic(basic -> basic.authenticationEntryPoint(unauthorized));
    }
    if (hasTokens) {
      http.oauth2ResourceServer(
          bearer ->
              bearer
                  .authenticationManagerResolver(request -> logins)
                  .authenticationEntryPoint(unauthorized));
    }
  }

  private static HttpSecurity bare(HttpSecurity http) throws Exception {
    return http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable);
  }

  /** Failed logins per address. */
  @Bean
  Limits failedLogins(SecuritySettings settings) {
    return new Limits(settings.failedLoginsPerMinute(), Duration.ofMinutes(1));
  }

  /** Checks passwords of configured users and tokens of the configured issuer. */
  @Bean
  AuthenticationManager logins(
      SecuritySettings settings, Limits failedLogins, ObjectProvider<JwtDecoder> tokens) {
    List<AuthenticationProvider> ways = new ArrayList<>();
    VerifiedPasswords passwords = new VerifiedPasswords(System::nanoTime, settings.dearestHash());
    ways.add(new ConfiguredUsers(settings, passwords, failedLogins));
    JwtDecoder decoder = tokens.getIfAvailable();
    if (decoder != null) {
      JwtAuthenticationProvider bearer = new JwtAuthenticationProvider(decoder);
      bearer.setJwtAuthenticationConverter(new TokenRoles(settings));
      ways.add(bearer);
    }
    ProviderManager all = new ProviderManager(ways);
    return given -> checked(all, given);
  }

  /** An issuer that does not answer is no bad token. */
  private static Authentication checked(ProviderManager all, Authentication given) {
    try {
      return all.authenticate(given);
    } catch (AuthenticationServiceException e) {
      throw new LoginRefused(503, 5, "Tokens cannot be checked at the moment; try again later.");
    }
  }

  /** Methods and header values are judged by the rules and the routes, which answer better. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(name -> true);
    firewall.setAllowedHeaderValues(value -> true);
    firewall.setAllowedParameterNames(name -> true);
    return firewall;
  }

  /** No address here is written in a way that two readers could understand differently. */
  @Bean
  RequestRejectedHandler ambiguousAddresses() {
    return (request, response, failure) ->
        Refusals.write(response, 404, request.getRequestURI(), ErrorPages.detail(404));
  }

  /** Spans and meters per filter would cost more than they tell. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }
}
