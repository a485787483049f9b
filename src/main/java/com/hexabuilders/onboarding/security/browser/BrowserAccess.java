package com.hexabuilders.onboarding.security.browser;

import com.hexabuilders.onboarding.security.Access;
import com.hexabuilders.onboarding.security.AccessFilter;
import com.hexabuilders.onboarding.security.AccessRules;
import com.hexabuilders.onboarding.security.ConsoleAddresses;
import com.hexabuilders.onboarding.security.Guard;
import com.hexabuilders.onboarding.security.Limits;
import com.hexabuilders.onboarding.security.SecuritySettings;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.session.SessionManagementFilter;

/**
 * The guards of the console, the only place with sessions. A person signs in with a form. The
 * session is in a cookie that scripts cannot read and other sites cannot send. Every request that
 * changes something carries a token. A session counts nowhere else. {@link AccessRules} says what
 * the console may do.
 */
@Configuration(proxyBeanMethods = false)
class BrowserAccess {

  /** Sessions of one user; a further one ends the oldest. */
  private static final int MOST_SESSIONS = 3;

  /** Counts sessions down when they end. */
  @Bean
  static HttpSessionEventPublisher sessionEvents() {
    return new HttpSessionEventPublisher();
  }

  /** The guards of the console's addresses, asked before those of the API. */
  @Bean
  @Order(1)
  SecurityFilterChain console(
      HttpSecurity http,
      SecuritySettings settings,
      ServerProperties server,
      Guard guard,
      AuthenticationManager logins,
      Limits failedLogins,
      ObjectProvider<JwtDecoder> tokens)
      throws Exception {
    SignInFirst unauthorized = new SignInFirst(failedLogins, ConsoleAddresses.LOGIN);
    bare(http.securityMatcher(ConsoleAddresses.ALL));
    http.csrf(
        csrf ->
            csrf.csrfTokenRepository(csrfTokens(server)).csrfTokenRequestHandler(new CsrfTokens()));
    http.exceptionHandling(
        refusal -> refusal.accessDeniedHandler(new CsrfRefusals(guard, unauthorized)));
    Access.passwordsAndTokens(
        http, settings, logins, tokens.getIfAvailable() != null, unauthorized);
    if (!settings.users().isEmpty()) {
      sessions(http, settings, unauthorized, logins);
    }
    return http.addFilterBefore(new FormLimit(guard.limits()), CsrfFilter.class)
        .addFilterAfter(new AccessFilter(guard, unauthorized), AnonymousAuthenticationFilter.class)
        .build();
  }

  private static void sessions(
      HttpSecurity http,
      SecuritySettings settings,
      SignInFirst unauthorized,
      AuthenticationManager logins)
      throws Exception {
    http.addFilterBefore(
        new SessionAge(settings.longestSession()), SecurityContextHolderFilter.class);
    http.sessionManagement(
        session ->
            session
                .withObjectPostProcessor(onlyTheForm())
                .maximumSessions(MOST_SESSIONS)
                .expiredSessionStrategy(
                    ended -> unauthorized.ended(ended.getRequest(), ended.getResponse())));
    http.formLogin(
        form ->
            form.withObjectPostProcessor(onlyForTheConsole(logins))
                .loginPage(ConsoleAddresses.LOGIN)
                .successHandler(
                    (request, response, who) -> response.sendRedirect(ConsoleAddresses.HOME))
                .failureHandler(unauthorized::failed));
    http.logout(
        logout ->
            logout
                .logoutUrl(ConsoleAddresses.LOGOUT)
                .logoutSuccessHandler(
                    (request, response, who) -> response.sendRedirect(ConsoleAddresses.LOGIN)));
  }

  /**
   * The form opens and keeps its session itself. This filter would open another one for every
   * caller that signs in with a request, so it shall take all for anonymous.
   */
  private static ObjectPostProcessor<SessionManagementFilter> onlyTheForm() {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends SessionManagementFilter> F postProcess(F filter) {
        filter.setTrustResolver(
            new AuthenticationTrustResolverImpl() {
              @Override
              public boolean isAnonymous(Authentication known) {
                return true;
              }
            });
        return filter;
      }
    };
  }

  /** A person who may not use the console gets no session, which would only take room. */
  private static ObjectPostProcessor<UsernamePasswordAuthenticationFilter> onlyForTheConsole(
      AuthenticationManager logins) {
    return new ObjectPostProcessor<>() {
      @Override
      public <F extends UsernamePasswordAuthenticationFilter> F postProcess(F form) {
        form.setAuthenticationManager(given -> allowed(logins.authenticate(given)));
        return form;
      }
    };
  }

  private static Authentication allowed(Authentication known) {
    boolean operates =
        known.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(Set.of("ROLE_OPERATOR", "ROLE_ADMIN")::contains);
    if (!operates) {
      throw new InsufficientAuthenticationException("The console is for OPERATOR and ADMIN.");
    }
    return known;
  }

  private static void bare(HttpSecurity http) throws Exception {
    http.logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable);
  }

  /** In a cookie, because Hawtio reads it there and sends it back as a header. */
  private static CsrfTokenRepository csrfTokens(ServerProperties server) {
    Boolean secure = server.getServlet().getSession().getCookie().getSecure();
    CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieCustomizer(
        cookie -> cookie.sameSite("Strict").secure(Boolean.TRUE.equals(secure)));
    return tokens;
  }
}
