package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.SagaType;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The published JSON Schema of a start, compiled once, speaking in plain sentences. */
final class StartSchema {

  private static final String FILE =
      "/schemas/" + SagaType.ONBOARDING.address() + "-start.schema.json";
  private static final Map<String, String> TYPES =
      Map.of(
          "object", "an object",
          "array", "a list",
          "string", "a string",
          "boolean", "true or false",
          "integer", "a whole number",
          "number", "a number");

  private final JsonNode content;
  private final Schema schema;

  StartSchema() {
    try (InputStream file = StartSchema.class.getResourceAsStream(FILE)) {
      content = new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(content);
    schema.initializeValidators();
  }

  /** The schema itself. */
  JsonNode content() {
    return content;
  }

  /** Every place where the start breaks the schema. */
  List<FieldFault> faults(JsonNode start) {
    return schema.validate(start).stream().map(StartSchema::fault).toList();
  }

  private static FieldFault fault(Error error) {
    String path = path(error.getInstanceLocation());
    if (error.getKeyword().equals("required")) {
      String name = error.getProperty();
      return new FieldFault(path.isEmpty() ? name : path + "." + name, "Is required.");
    }
    return new FieldFault(path.isEmpty() ? "body" : path, sentence(error));
  }

  private static String path(NodePath place) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < place.getNameCount(); i++) {
      if (place.getElement(i) instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(place.getElement(i));
      }
    }
    return path.toString();
  }

  private static String sentence(Error error) {
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "type" -> "Must be " + types(rule) + ".";
      case "enum" -> "Must be one of " + list(rule) + ".";
      case "minLength" ->
          rule.asInt() == 1
              ? "Must not be blank."
              : "Must have at least " + rule.asInt() + " characters.";
      case "maxLength" -> "Must have at most " + rule.asInt() + " characters.";
      case "maxItems" -> "Must have at most " + rule.asInt() + " entries.";
      case "minimum" -> "Must not be negative.";
      default -> "Does not have the expected form.";
    };
  }

  private static String types(JsonNode rule) {
    if (rule.isTextual()) {
      return TYPES.get(rule.textValue());
    }
    return TYPES.get(rule.get(0).textValue()) + " or " + TYPES.get(rule.get(1).textValue());
  }

  private static String list(JsonNode rule) {
    StringBuilder names = new StringBuilder();
    rule.forEach(name -> names.append(names.isEmpty() ? "" : ", ").append(name.textValue()));
    return names.toString();
  }
}
