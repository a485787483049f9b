package com.hexabuilders.onboarding.api.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ShownId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shows a message that somebody sent without the personal data in it. The value of a personal field
 * is hidden at any depth, also where the field's name is lengthened.
 *
 * <p>A sender may have mixed fields up. So a value or a field's name that cannot be a code is
 * hidden anywhere. Examples are several words, an e-mail address, a telephone number, and JSON in a
 * text. The first letter of a name or a place is shown, so that a reader recognises what it already
 * knows.
 */
final class MaskedJson {

  private static final String HIDDEN = "***";
  private static final String TELEPHONE = "telefono";

  /** Fields whose name has one of these in it are personal. */
  static final List<String> PERSONAL =
      List.of("nombre", "email", TELEPHONE, "direccion", "ciudad", "pais", "data_base64");

  private static final Pattern EMAIL = Pattern.compile("\\S@\\S+\\.\\S");
  private static final Pattern JSON_INSIDE = Pattern.compile("(?s)\\s*[\\[{\"].*");
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** Sizes and budgets are shorter, telephone numbers with their area are not. */
  private static final BigDecimal TELEPHONE_NUMBER = BigDecimal.valueOf(100_000_000);

  private MaskedJson() {}

  /** A masked copy of an object or array. */
  static JsonNode of(JsonNode value) {
    if (value.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              field ->
                  copy.set(
                      isSuspect(field.getKey()) ? HIDDEN : field.getKey(),
                      field(personalName(field.getKey()), field.getValue())));
      return copy;
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> copy.add(of(element)));
      return copy;
    }
    boolean hidden =
        value.isNumber()
            ? value.decimalValue().abs().compareTo(TELEPHONE_NUMBER) >= 0
            : value.isTextual() && isSuspect(value.textValue());
    return hidden ? text(HIDDEN) : value;
  }

  private static JsonNode field(String personal, JsonNode value) {
    if (personal == null || value.isNull()) {
      return of(value);
    }
    boolean shown =
        value.isTextual() && !value.textValue().isEmpty() && !personal.equals(TELEPHONE);
    return text(
        shown && Character.isLetter(value.textValue().codePointAt(0))
            ? Character.toString(value.textValue().codePointAt(0)) + HIDDEN
            : HIDDEN);
  }

  private static String personalName(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return PERSONAL.stream().filter(plain::contains).findFirst().orElse(null);
  }

  private static boolean isSuspect(String value) {
    return EMAIL.matcher(value).find()
        || BLANK.matcher(value).find()
        || JSON_INSIDE.matcher(value).matches()
        || !DAY.matcher(value).matches() && !ShownId.of(value).equals(value);
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }
}
