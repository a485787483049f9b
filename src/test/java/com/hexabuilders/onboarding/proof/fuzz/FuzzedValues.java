package com.hexabuilders.onboarding.proof.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Values a JSON schema allows; what only words in it ask for is known here by the field's name. */
final class FuzzedValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final double OFTEN_LEFT_OUT = 0.4;

  private static final Map<String, Arbitrary<String>> BY_NAME =
      Map.ofEntries(
          Map.entry("partner_id", partnerId()),
          Map.entry(
              "email",
              Arbitraries.integers().between(1, 1_000_000).map(n -> "m" + n + "@example.com")),
          Map.entry("telefono", Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(15)),
          Map.entry(
              "nombre", Arbitraries.strings().withChars("abc \u00e9\u00d1\u4f60").ofLength(8)),
          Map.entry("preferred_contract_type", mostly("BASIC", "ENTERPRISE")),
          Map.entry("expires_on", mostly("2099-01-01", "2000-02-29")),
          Map.entry("type", mostly("IDENTITY", "LEGAL")),
          Map.entry("required_documents", mostly("IDENTITY", "LEGAL")),
          Map.entry("format", mostly("pdf", "exe")),
          Map.entry("review", mostly("none", "manual")),
          Map.entry("categories", mostly("SALES", "ASTROLOGY")));

  private FuzzedValues() {}

  /** Mostly somebody new: by themselves the numbers would be small, and a third of them known. */
  private static Arbitrary<String> partnerId() {
    Arbitrary<Long> anybody =
        Arbitraries.longs()
            .between(1, 1_000_000_000_000L)
            .withDistribution(RandomDistribution.uniform())
            .withoutEdgeCases();
    Arbitrary<Long> known = Arbitraries.longs().between(1, 100);
    return Arbitraries.frequencyOf(Tuple.of(40, anybody), Tuple.of(1, known)).map(n -> "fuzz-" + n);
  }

  private static Arbitrary<String> mostly(String usual, String rare) {
    return Arbitraries.frequency(Tuple.of(20, usual), Tuple.of(1, rare));
  }

  /** What this part of a schema allows under this name. */
  static Arbitrary<JsonNode> of(JsonNode schema, String name) {
    if (schema.has("enum")) {
      List<JsonNode> allowed = new ArrayList<>();
      schema.get("enum").forEach(allowed::add);
      return Arbitraries.of(allowed);
    }
    JsonNode type = schema.path("type");
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "object" -> object(schema);
      case "array" -> of(schema.get("items"), name).list().ofMaxSize(3).map(FuzzedValues::array);
      case "string" -> text(schema, name).map(TextNode::valueOf);
      case "integer" -> Arbitraries.longs().between(1, 10).map(LongNode::valueOf);
      case "number" -> Arbitraries.integers().between(0, 90_000).map(FuzzedValues::number);
      case "boolean" -> Arbitraries.of(BooleanNode.TRUE, BooleanNode.FALSE);
      default -> throw new IllegalArgumentException("A type nobody can make up: " + type);
    };
  }

  /** Usual text of a field, and here and there hostile one. */
  private static Arbitrary<String> text(JsonNode schema, String name) {
    int least = schema.path("minLength").asInt(0);
    int most = Math.min(schema.path("maxLength").asInt(20), 60);
    Arbitrary<String> usual =
        BY_NAME.getOrDefault(
            name, Arbitraries.strings().alpha().numeric().ofMinLength(least).ofMaxLength(most));
    return Arbitraries.frequencyOf(
        Tuple.of(150, usual), Tuple.of(1, Arbitraries.of(HostileText.ALL)));
  }

  private static Arbitrary<JsonNode> object(JsonNode schema) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    List<String> names = new ArrayList<>();
    List<Arbitrary<JsonNode>> values = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              Arbitrary<JsonNode> value = of(field.getValue(), field.getKey());
              names.add(field.getKey());
              values.add(
                  required.contains(field.getKey()) ? value : value.injectNull(OFTEN_LEFT_OUT));
            });
    return Combinators.combine(values).as(made -> object(names, made));
  }

  private static JsonNode object(List<String> names, List<JsonNode> values) {
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < names.size(); i++) {
      if (values.get(i) != null) {
        object.set(names.get(i), values.get(i));
      }
    }
    return object;
  }

  private static JsonNode array(List<JsonNode> items) {
    ArrayNode array = JSON.arrayNode();
    array.addAll(items);
    return array;
  }

  private static JsonNode number(int cents) {
    return DecimalNode.valueOf(BigDecimal.valueOf(cents, 2));
  }
}
