package com.hexabuilders.onboarding.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shows a message that somebody sent without the personal data in it: what stands under a personal
 * field's name, however deep and however the name is lengthened, what looks like an e-mail address
 * anywhere, and JSON hidden in a text. Of a name or a place the first letter is left, to recognise
 * what one already knows.
 */
final class MaskedJson {

  private static final String HIDDEN = "***";
  private static final String TELEPHONE = "telefono";

  /** Fields whose name has one of these in it are personal. */
  static final List<String> PERSONAL =
      List.of("nombre", "email", TELEPHONE, "direccion", "ciudad", "pais", "data_base64");

  private static final Pattern EMAIL = Pattern.compile("\\S@\\S+\\.\\S");
  private static final Pattern JSON_INSIDE = Pattern.compile("(?s)\\s*[\\[{\"].*");

  private MaskedJson() {}

  /** A masked copy of an object or array. */
  static JsonNode of(JsonNode value) {
    if (value.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              field ->
                  copy.set(field.getKey(), field(personalName(field.getKey()), field.getValue())));
      return copy;
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> copy.add(of(element)));
      return copy;
    }
    return value.isTextual() && isSuspect(value.textValue()) ? text(HIDDEN) : value;
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
    return EMAIL.matcher(value).find() || JSON_INSIDE.matcher(value).matches();
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }
}
