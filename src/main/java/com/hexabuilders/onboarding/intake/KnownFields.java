package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;

/**
 * Copies what a schema knows of a request into canonical form, so that equal content gives equal
 * text. Keys are sorted, nulls and unknown fields are left out, and numbers are in their shortest
 * form. Texts of {@code partner_data} are in Unicode NFC, without blanks at their ends.
 *
 * <p>The copy also bounds what later checks see. A list is cut right after its first entry too
 * many. A number of absurd size is named and replaced, so that no later check expands {@code
 * 1e999999999}.
 */
final class KnownFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PARTNER_DATA = "partner_data";
  private static final int MAX_DIGITS = 15;
  private static final int MAX_DECIMALS = 10;

  private final List<FieldFault> faults;

  /** Faults found on the way are added to this list. */
  KnownFields(List<FieldFault> faults) {
    this.faults = faults;
  }

  JsonNode copy(JsonNode schema, JsonNode value, String path) {
    if (value.isObject()) {
      return object(schema.path("properties"), value, path);
    }
    if (value.isArray()) {
      return array(schema, value, path);
    }
    if (value.isNumber()) {
      return number(value, path);
    }
    return value.isTextual() ? text(schema, value.textValue(), path) : value;
  }

  private ObjectNode object(JsonNode properties, JsonNode value, String path) {
    ObjectNode copy = NODES.objectNode();
    TreeSet<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode field = value.get(name);
      if (field != null && !field.isNull()) {
        copy.set(
            name, copy(properties.get(name), field, path.isEmpty() ? name : path + "." + name));
      }
    }
    return copy;
  }

  private ArrayNode array(JsonNode schema, JsonNode value, String path) {
    ArrayNode copy = NODES.arrayNode();
    int most = schema.path("maxItems").asInt(0) + 1;
    for (int i = 0; i < Math.min(value.size(), most); i++) {
      copy.add(copy(schema.path("items"), value.get(i), path + "[" + i + "]"));
    }
    return copy;
  }

  private JsonNode number(JsonNode value, String path) {
    BigDecimal number = value.decimalValue();
    if (number.signum() == 0) {
      return IntNode.valueOf(0);
    }
    if (absurd(number)) {
      faults.add(new FieldFault(path, "Must be a number of at most 15 digits and 10 decimals."));
      return IntNode.valueOf(0);
    }
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() <= 0
        ? NODES.numberNode(shortest.longValueExact())
        : NODES.numberNode(shortest);
  }

  /** Compares in long, because scale and precision of hostile numbers overflow an int. */
  private static boolean absurd(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    return digits > MAX_DIGITS || number.stripTrailingZeros().scale() > MAX_DECIMALS;
  }

  private JsonNode text(JsonNode schema, String given, String path) {
    String text = path.startsWith(PARTNER_DATA) ? CleanText.of(given) : given;
    checkText(schema, text, path);
    return NODES.textNode(text);
  }

  private void checkText(JsonNode schema, String text, String path) {
    if (text.codePoints().anyMatch(KnownFields::unstorable)) {
      faults.add(new FieldFault(path, "Must not contain control characters or broken characters."));
    }
    int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (text.length() > longest && text.codePointCount(0, text.length()) <= longest) {
      faults.add(new FieldFault(path, "Is too long: characters such as emoji count twice."));
    }
  }

  private static boolean unstorable(int character) {
    boolean lineOrTab = character == '\n' || character == '\r' || character == '\t';
    int type = Character.getType(character);
    return type == Character.SURROGATE || (type == Character.CONTROL && !lineOrTab);
  }
}
