package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the step names of saga definitions. A definition never changes, so it is kept. */
@Repository
public class SagaDefinitions {

  private final JdbcClient jdbc;
  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, List<String>> steps = new ConcurrentHashMap<>();

  public SagaDefinitions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Step names of this definition, in order. */
  List<String> steps(String sagaType, int version) {
    String key = sagaType + " " + version;
    List<String> known = steps.get(key);
    if (known == null) {
      known = read(sagaType, version);
      steps.put(key, known);
    }
    return known;
  }

  /** Every saga type that was ever declared. */
  public List<String> types() {
    return jdbc.sql("select distinct saga_type from saga_definition order by saga_type")
        .query(String.class)
        .list();
  }

  /** Whether any version of any saga type declares a step of this name. */
  boolean declareStep(String name) {
    return jdbc
        .sql("select saga_type, version from saga_definition")
        .query((row, number) -> steps(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .anyMatch(names -> names.contains(name));
  }

  private List<String> read(String sagaType, int version) {
    String content =
        jdbc.sql("select content from saga_definition where saga_type = ? and version = ?")
            .params(sagaType, version)
            .query(String.class)
            .single();
    List<String> names = new ArrayList<>();
    for (JsonNode step : parse(content).path("steps")) {
      names.add(step.path("name").asText());
    }
    return List.copyOf(names);
  }

  private JsonNode parse(String content) {
    try {
      return json.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A saga definition is not JSON.", e);
    }
  }
}
