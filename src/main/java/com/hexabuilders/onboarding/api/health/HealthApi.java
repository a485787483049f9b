package com.hexabuilders.onboarding.api.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Says whether sagas can run now. */
@Component("healthApi")
class HealthApi {

  /** Without these nothing works; without the others sagas are only late. */
  private static final Set<String> VITAL = Set.of("database", "broker");

  private final HealthChecks checks;
  private final StoredDefinitions definitions;
  private final Clock clock;
  private volatile List<String> types = List.of();

  HealthApi(HealthChecks checks, StoredDefinitions definitions, Clock clock) {
    this.checks = checks;
    this.definitions = definitions;
    this.clock = clock;
  }

  /** Answers GET /sagas/health. */
  public Reply health() {
    Map<String, Boolean> results = checks.results();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String status = status(results);
    body.put("service", SagaType.ONBOARDING.address())
        .put("status", status)
        .put("pattern", "choreography");
    types(results).forEach(body.putArray("saga_types")::add);
    ObjectNode components = body.putObject("components");
    results.forEach((name, healthy) -> components.put(name, healthy ? "healthy" : "unhealthy"));
    List<String> reasons = checks.reasons(name -> !results.get(name));
    if (!reasons.isEmpty()) {
      reasons.forEach(body.putArray("reasons")::add);
    }
    body.put("timestamp", clock.instant().toString());
    return status.equals("unhealthy")
        ? Reply.of(503, body).with("Retry-After", "2")
        : Reply.of(200, body);
  }

  private static String status(Map<String, Boolean> results) {
    if (VITAL.stream().anyMatch(name -> !results.getOrDefault(name, true))) {
      return "unhealthy";
    }
    return results.containsValue(false) ? "degraded" : "healthy";
  }

  /** Types are only ever added, so what was read once is read again only while there are none. */
  private List<String> types(Map<String, Boolean> results) {
    if (types.isEmpty() && results.getOrDefault("database", false)) {
      try {
        types = definitions.types();
      } catch (DataAccessException e) {
        return types;
      }
    }
    return types;
  }
}
