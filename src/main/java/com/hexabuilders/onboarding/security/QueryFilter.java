package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.PrintableText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a query in only if it can be read in one way: percent-encoded UTF-8 that names each
 * parameter once. Tomcat would leave out what it cannot decode, and a filter that is left out
 * answers too much.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 2)
class QueryFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String fault = fault(request.getQueryString());
    if (fault == null) {
      chain.doFilter(request, response);
    } else {
      Refusals.write(response, 400, request.getRequestURI(), fault);
    }
  }

  /** One sentence, or null for none. */
  private static String fault(String query) {
    if (query == null) {
      return null;
    }
    Set<String> names = new HashSet<>();
    try {
      for (String parameter : query.split("&")) {
        String name = decoded(parameter).split("=", 2)[0];
        if (!name.isEmpty() && !names.add(name)) {
          String shown = PrintableText.isPrintable(name) ? name : "a parameter";
          return "The query has " + shown + " twice; give it once.";
        }
      }
      return null;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return "The query is not percent-encoded UTF-8.";
    }
  }

  private static String decoded(String text) throws CharacterCodingException {
    byte[] bytes =
        URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
