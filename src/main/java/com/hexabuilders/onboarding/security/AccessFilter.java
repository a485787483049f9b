package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.ClientNetwork;
import com.hexabuilders.onboarding.api.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request in only if {@link AccessRules} has a line for it that its caller's roles allow. A
 * caller may ask only as often as its limit allows. The filter tells the routes who the caller is,
 * and denies everything else.
 */
public final class AccessFilter extends OncePerRequestFilter {

  private final AccessRules rules;
  private final boolean everybodyIsLocal;
  private final AuthenticationEntryPoint unauthorized;
  private final Limits limits;

  public AccessFilter(Guard guard, AuthenticationEntryPoint unauthorized) {
    this.rules = guard.rules();
    this.everybodyIsLocal = guard.everybodyIsLocal();
    this.limits = guard.limits();
    this.unauthorized = unauthorized;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Caller> known = caller(request);
    Caller caller =
        known.orElseGet(() -> new Caller("anonymous", Set.of(), request.getRemoteAddr()));
    String path = request.getRequestURI();
    Optional<AccessRules.Rule> rule = rules.of(request.getMethod(), path);
    RefusalLimit.counted(request);
    long seconds =
        limits == null ? 0 : limits.take(known.map(Caller::name).orElse(address(caller.address())));
    if (seconds > 0) {
      Refusals.tooMany(response, path, seconds);
    } else if (rule.isPresent() && rule.get().allows(caller.roles())) {
      request.setAttribute(Caller.ATTRIBUTE, caller);
      chain.doFilter(request, response);
    } else if (known.isEmpty()) {
      unauthorized.commence(request, response, new InsufficientAuthenticationException("nobody"));
    } else if (rule.isPresent()) {
      Refusals.write(response, 403, path, "Your roles do not allow this.");
    } else {
      unnamed(response, path);
    }
  }

  /** The network of an address, as no user can have it as its name. */
  public static String address(String address) {
    return "/" + ClientNetwork.of(address);
  }

  private void unnamed(HttpServletResponse response, String path) throws IOException {
    String methods = rules.methods(path);
    if (!methods.isEmpty()) {
      response.setHeader(HttpHeaders.ALLOW, methods);
    }
    int status = methods.isEmpty() ? 404 : 405;
    Refusals.write(response, status, path, ErrorPages.detail(status));
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    if (everybodyIsLocal) {
      return Optional.of(Caller.local(request.getRemoteAddr()));
    }
    Authentication found = SecurityContextHolder.getContext().getAuthentication();
    if (found == null
        || !found.isAuthenticated()
        || found instanceof AnonymousAuthenticationToken) {
      return Optional.empty();
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if (found.getAuthorities().stream()
          .anyMatch(given -> given.getAuthority().equals("ROLE_" + role))) {
        roles.add(role);
      }
    }
    return Optional.of(new Caller(found.getName(), roles, request.getRemoteAddr()));
  }
}
