package com.hexabuilders.onboarding.security;

import com.hexabuilders.onboarding.api.RestContract;
import com.hexabuilders.onboarding.api.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do what: every address and method that is answered at all, and the roles that may use it.
 * What is not in this table does not exist for anybody, and nothing is in it that is not answered.
 */
public final class AccessRules {

  /** Open to everybody who reaches the port. */
  private static final Set<Role> ANYBODY = EnumSet.noneOf(Role.class);

  private static final Set<Role> START = EnumSet.of(Role.CLIENT);
  private static final Set<Role> FOLLOW = EnumSet.allOf(Role.class);
  private static final Set<Role> READ = EnumSet.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN);
  private static final Set<Role> OPERATE = EnumSet.of(Role.OPERATOR, Role.ADMIN);
  private static final Set<Role> ADMINISTER = EnumSet.of(Role.ADMIN);

  /** One line of the table. */
  record Rule(String method, PathPattern path, Set<Role> roles) {
    boolean isOpen() {
      return roles.isEmpty();
    }

    boolean allows(Set<Role> caller) {
      return isOpen() || roles.stream().anyMatch(caller::contains);
    }
  }

  private final List<Rule> table = new ArrayList<>();

  public AccessRules() {
    health();
    sagas();
    steps();
    deadLetters();
    exports();
    partners();
    administration();
    console();
    table.sort(Comparator.comparing(Rule::path)); // the most specific first, as requests are mapped
  }

  private void health() {
    get(ANYBODY, "/sagas/health");
    get(ANYBODY, "/actuator/health");
    get(ANYBODY, "/actuator/health/liveness");
    get(ANYBODY, "/actuator/health/readiness");
    get(READ, "/actuator/prometheus");
  }

  /** A CLIENT sees only what it started itself, also of partners: see {@code Caller}. */
  private void sagas() {
    post(START, RestContract.START);
    get(FOLLOW, "/sagas");
    get(READ, "/sagas/stats");
    get(FOLLOW, "/sagas/stream");
    get(FOLLOW, "/sagas/definitions/{type}");
    get(FOLLOW, "/sagas/{id}");
    get(FOLLOW, "/sagas/{id}/status");
    get(FOLLOW, "/sagas/{id}/events");
    get(FOLLOW, "/sagas/{id}/why");
    get(FOLLOW, "/sagas/{id}/receipt");
    get(FOLLOW, "/sagas/receipt-key");
    post(OPERATE, "/sagas/{id}/compensate");
    post(OPERATE, "/sagas/{id}/what-if"); // tells what only they may do
    post(OPERATE, "/sagas/{saga_id}/restart");
  }

  private void steps() {
    for (String verb : List.of("retry", "skip", "resolve", "approve", "reject")) {
      post(OPERATE, "/sagas/{id}/steps/{step}/" + verb);
    }
  }

  /** A retry with edited data also needs ADMIN, which only its body tells. */
  private void deadLetters() {
    get(READ, "/sagas/dead-letters");
    get(READ, "/sagas/dead-letters/{letter_id}");
    get(READ, "/sagas/batches/{batch_id}");
    post(OPERATE, "/sagas/dead-letters/retry");
    post(OPERATE, "/sagas/dead-letters/{letter_id}/retry");
    post(OPERATE, "/sagas/dead-letters/{letter_id}/discard");
  }

  /** The same rows to the same callers as the lists. */
  private void exports() {
    get(FOLLOW, "/exports/sagas");
    get(FOLLOW, "/exports/events");
    get(ADMINISTER, "/exports/audit");
  }

  /** Personal data unmasked also needs ADMIN, which only the parameter {@code reveal} tells. */
  private void partners() {
    get(FOLLOW, "/partners/{partner_id}");
    get(FOLLOW, "/partners/{partner_id}/sagas");
    post(OPERATE, "/partners/{partner_id}/suspend");
    post(OPERATE, "/partners/{partner_id}/reinstate");
    get(READ, "/participants");
    post(OPERATE, "/participants/{name}/disable");
    post(OPERATE, "/participants/{name}/enable");
  }

  private void administration() {
    add("DELETE", ADMINISTER, "/partners/{partner_id}/personal-data");
    get(ADMINISTER, "/audit");
    get(ADMINISTER, "/audit/verify");
  }

  /** For those who may act; {@link ConsoleAddresses} have a guard besides. */
  private void console() {
    get(ANYBODY, "/login");
    post(ANYBODY, "/login");
    get(ANYBODY, "/logout");
    post(ANYBODY, "/logout");
    get(FOLLOW, "/actuator/hawtio/auth/logout");
    get(OPERATE, "/actuator/hawtio/**");
    post(OPERATE, "/actuator/hawtio/jolokia/**");
    post(OPERATE, "/actuator/jolokia/**");
  }

  /** The line for a request: of those that match, the one the request is mapped to. */
  Optional<Rule> of(String method, String requestUri) {
    PathContainer path = PathContainer.parsePath(requestUri);
    String asked = method.equals("HEAD") ? "GET" : method;
    return table.stream()
        .filter(rule -> rule.method().equals(asked) && rule.path().matches(path))
        .findFirst();
  }

  /** Methods an address takes, for the Allow header; empty if there is no such address. */
  String methods(String requestUri) {
    PathContainer path = PathContainer.parsePath(requestUri);
    return table.stream()
        .filter(rule -> rule.path().matches(path))
        .map(Rule::method)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** All lines. */
  List<Rule> table() {
    return List.copyOf(table);
  }

  private void get(Set<Role> roles, String path) {
    add("GET", roles, path);
  }

  private void post(Set<Role> roles, String path) {
    add("POST", roles, path);
  }

  private void add(String method, Set<Role> roles, String path) {
    table.add(new Rule(method, PathPatternParser.defaultInstance.parse(path), roles));
  }
}
