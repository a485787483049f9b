package com.hexabuilders.onboarding.saga.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.Sha256;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code saga_definition}: every version of every saga type that an instance has declared. A
 * row never changes, so a definition that was read is kept in memory.
 */
@Repository
public class StoredDefinitions {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Far more than there are instances that start at once. */
  private static final int MOST_LOOKS = 100;

  private record Key(String type, int version) {}

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final Map<Key, SagaDefinition> known = new ConcurrentHashMap<>();

  public StoredDefinitions(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The definition a saga began with; an unknown version is read from the database. */
  public SagaDefinition of(String type, int version) {
    return known.computeIfAbsent(new Key(type, version), this::load);
  }

  /** Every saga type that was ever declared. */
  public List<String> types() {
    return jdbc.queryForList(
        "select distinct saga_type from saga_definition order by saga_type", String.class);
  }

  /**
   * Whether the rule holds for any stored definition. The table is read only if the rule holds for
   * none that is kept in memory: another instance may have added one.
   */
  public boolean any(Predicate<SagaDefinition> rule) {
    return known.values().stream().anyMatch(rule)
        || keys().stream().map(key -> of(key.type(), key.version())).anyMatch(rule);
  }

  private List<Key> keys() {
    return jdbc.query(
        "select saga_type, version from saga_definition",
        (row, n) -> new Key(row.getString("saga_type"), row.getInt("version")));
  }

  private SagaDefinition load(Key key) {
    String content =
        jdbc.queryForObject(
            "select content from saga_definition where saga_type = ? and version = ?",
            String.class,
            key.type(),
            key.version());
    return parse(content).withVersion(key.version());
  }

  /** Finds the row of this content, or adds one with the next version; safe with many instances. */
  SagaDefinition adopt(SagaDefinition declared) {
    String content = content(declared);
    String hash = Sha256.of(content);
    List<Integer> found = versions(declared.type(), hash);
    for (int look = 0; found.isEmpty(); look++) { // again if another instance took the version
      if (look == MOST_LOOKS) {
        throw new IllegalStateException("A definition that was written is not found again.");
      }
      insert(declared.type(), hash, content);
      found = versions(declared.type(), hash);
    }
    SagaDefinition adopted = declared.withVersion(found.get(0));
    known.put(new Key(adopted.type(), adopted.version()), adopted);
    return adopted;
  }

  private List<Integer> versions(String type, String hash) {
    return jdbc.queryForList(
        "select version from saga_definition where saga_type = ? and hash = ? order by version desc",
        Integer.class,
        type,
        hash);
  }

  private void insert(String type, String hash, String content) {
    jdbc.update(
        """
        insert into saga_definition (saga_type, version, hash, content, created_at)
        select ?, coalesce(max(version), 0) + 1, ?, ?, ? from saga_definition where saga_type = ?
        on conflict do nothing
        """,
        type,
        hash,
        content,
        ColumnValues.time(clock.instant()),
        type);
  }

  private static String content(SagaDefinition definition) {
    try {
      return JSON.writeValueAsString(definition.withVersion(0));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SagaDefinition parse(String content) {
    try {
      return JSON.readValue(content, SagaDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored saga definition cannot be read.", e);
    }
  }
}
