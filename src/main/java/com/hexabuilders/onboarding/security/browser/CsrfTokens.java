package com.hexabuilders.onboarding.security.browser;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Hands every page its token, and takes it back from the header. A token in a parameter is taken
 * only where a form was read. Elsewhere, asking for a parameter would read any other body without
 * its limits.
 */
final class CsrfTokens extends CsrfTokenRequestAttributeHandler {

  CsrfTokens() {
    setCsrfRequestAttributeName(null); // the cookie is set at once, not when somebody asks for it
  }

  @Override
  public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    String header = request.getHeader(token.getHeaderName());
    boolean isForm = request.getAttribute(FormFilter.READ) != null;
    return header == null && isForm ? request.getParameter(token.getParameterName()) : header;
  }
}
