package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.application.HttpCaller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The roles that may use each address, as people agreed on them; a star is everybody. */
final class AllowedAccess {

  private static final String FOLLOW = "CLIENT VIEWER OPERATOR ADMIN";
  private static final String READ = "VIEWER OPERATOR ADMIN";
  private static final String OPERATE = "OPERATOR ADMIN";

  /** Answered by a filter, or for as long as the caller listens. */
  private static final Set<String> MAPPED_ELSEWHERE =
      Set.of("POST /login", "POST /logout", "GET /sagas/stream");

  static final Map<String, String> TABLE = new TreeMap<>();

  private AllowedAccess() {}

  static {
    allow("*", "GET /sagas/health", "GET /actuator/health");
    allow(READ, "GET /actuator/prometheus", "GET /participants");
    allow("", "GET /actuator/health/**");
    allow("CLIENT", "POST /sagas/partner-onboarding");
    allow(FOLLOW, "GET /sagas", "GET /sagas/{id}", "GET /partners/{partner_id}/sagas");
    allow(FOLLOW, "GET /sagas/{id}/status", "GET /sagas/{id}/events");
    allow(READ, "GET /sagas/stats");
    allow(FOLLOW, "GET /sagas/{id}/why", "GET /sagas/definitions/{type}");
    allow(FOLLOW, "GET /sagas/{id}/receipt", "GET /sagas/receipt-key");
    allow(FOLLOW, "GET /partners/{partner_id}");
    allow(READ, "GET /sagas/dead-letters", "GET /sagas/dead-letters/{letter_id}");
    allow(READ, "GET /sagas/batches/{batch_id}");
    allow(OPERATE, "POST /sagas/dead-letters/retry", "POST /sagas/dead-letters/{letter_id}/retry");
    allow(OPERATE, "POST /sagas/dead-letters/{letter_id}/discard");
    allow(OPERATE, "POST /sagas/{id}/compensate", "POST /sagas/{saga_id}/restart");
    allow(OPERATE, "POST /sagas/{id}/what-if");
    allow(OPERATE, "POST /sagas/{id}/steps/{step}/retry");
    allow(OPERATE, "POST /sagas/{id}/steps/{step}/skip");
    allow(OPERATE, "POST /sagas/{id}/steps/{step}/resolve");
    allow(OPERATE, "POST /sagas/{id}/steps/{step}/approve");
    allow(OPERATE, "POST /sagas/{id}/steps/{step}/reject");
    allow(OPERATE, "POST /partners/{partner_id}/suspend", "POST /partners/{partner_id}/reinstate");
    allow(OPERATE, "POST /participants/{name}/disable", "POST /participants/{name}/enable");
    allow("*", "GET /login", "GET /logout");
    allow(FOLLOW, "GET /actuator/hawtio/auth/logout");
    allow(OPERATE, "GET /actuator/hawtio/**", "GET /actuator/hawtio/user");
    allow(OPERATE, "GET /actuator/hawtio/jolokia", "POST /actuator/hawtio/jolokia");
    allow(OPERATE, "POST /actuator/hawtio/jolokia/", "POST /actuator/jolokia");
    allow(FOLLOW, "GET /exports/sagas", "GET /exports/events");
    allow("ADMIN", "GET /exports/audit");
    allow(
        "ADMIN", "GET /audit", "GET /audit/verify", "DELETE /partners/{partner_id}/personal-data");
  }

  /** Method and path of everything mapped but the error page, which is no address of its own. */
  static Set<String> addresses(List<RequestMappingInfoHandlerMapping> mappings) {
    Set<String> found = new TreeSet<>();
    for (RequestMappingInfoHandlerMapping mapping : mappings) {
      for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
        for (String path : info.getPatternValues()) {
          info.getMethodsCondition().getMethods().forEach(m -> found.add(m + " " + path));
        }
      }
    }
    assertThat(found)
        .hasSizeGreaterThan(29)
        .contains("POST " + HttpCaller.STARTS, "GET /actuator/prometheus");
    return found;
  }

  /** Rules for no mapped address, for none under it, and for nothing that a filter answers. */
  static List<String> rulesWithout(Set<String> addresses) {
    return new AccessRules()
        .table().stream()
            .map(rule -> rule.method() + " " + rule.path().getPatternString())
            .filter(rule -> !MAPPED_ELSEWHERE.contains(rule))
            .filter(
                rule -> addresses.stream().noneMatch(at -> covers(at, rule) || covers(rule, at)))
            .toList();
  }

  private static boolean covers(String pattern, String address) {
    return pattern.endsWith("/**")
        ? address.startsWith(pattern.substring(0, pattern.length() - "/**".length()))
        : pattern.equals(address);
  }

  private static void allow(String roles, String... addresses) {
    for (String address : addresses) {
      TABLE.put(address, roles);
    }
  }
}
