package com.hexabuilders.onboarding.management;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * Reads the body of a Jolokia request. Jolokia casts the fields it meets without a look at their
 * types, so {@link #wellFormed} lets only the types through that it expects.
 */
final class JolokiaBody {

  private static final int DEEPEST = 20;
  private static final int LONGEST_NUMBER = 30;

  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> TEXTS = List.of("mbean", "operation", "path", "command");

  private JolokiaBody() {}

  /**
   * The JSON value in Jolokia's classes; empty if it is no JSON, too deep, or names a key twice.
   */
  static Optional<Object> read(String body) {
    try {
      return Optional.ofNullable(jolokias(STRICT.readValue(body, Object.class)));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static Object jolokias(Object value) {
    if (value instanceof Map<?, ?> map) {
      JSONObject object = new JSONObject();
      map.forEach((name, inner) -> object.put(name.toString(), jolokias(inner)));
      return object;
    }
    if (value instanceof Collection<?> list) {
      JSONArray array = new JSONArray(list.size());
      list.forEach(inner -> array.add(jolokias(inner)));
      return array;
    }
    return value;
  }

  /**
   * The request without fields that say nothing: null, and no attribute at all, which means every
   * readable one. Empty if a field has a type that Jolokia cannot take.
   */
  static Optional<JSONObject> wellFormed(JSONObject asked) {
    JSONObject request = new JSONObject();
    asked.forEach(
        (name, value) -> {
          if (value != null && !(name.equals("attribute") && isNothing(value))) {
            request.put(name, value);
          }
        });
    boolean isGood =
        request.get("type") instanceof String
            && TEXTS.stream().allMatch(name -> isText(request.get(name)))
            && (isText(request.get("attribute")) || isListOfTexts(request.get("attribute")))
            && isScalars(request.get("arguments"))
            && isOptions(request.get("config"));
    return isGood ? Optional.of(request) : Optional.empty();
  }

  private static boolean isNothing(Object attribute) {
    return attribute.equals("") || attribute instanceof Collection<?> list && list.isEmpty();
  }

  private static boolean isText(Object value) {
    return value == null || value instanceof String;
  }

  private static boolean isListOfTexts(Object value) {
    return value instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance);
  }

  private static boolean isScalars(Object arguments) {
    return arguments == null
        || arguments instanceof Collection<?> list && list.stream().allMatch(JolokiaBody::isScalar);
  }

  private static boolean isOptions(Object config) {
    return config == null
        || config instanceof Map<?, ?> map && map.values().stream().allMatch(JolokiaBody::isScalar);
  }

  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
