package com.hexabuilders.onboarding.security.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request whose parameters are the fields of a form that was read already, and no others. */
final class FormRequest extends HttpServletRequestWrapper {

  private final Map<String, String[]> fields = new LinkedHashMap<>();

  FormRequest(HttpServletRequest request, byte[] form) {
    super(request);
    for (String field : new String(form, StandardCharsets.UTF_8).split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            decoded(field.substring(0, equals)),
            new String[] {decoded(field.substring(equals + 1))});
      }
    }
  }

  @Override
  public String getParameter(String name) {
    String[] values = fields.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(fields.keySet());
  }

  @Override
  public String[] getParameterValues(String name) {
    return fields.get(name);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }
}
