package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The one text of a JSON value, by RFC 8785 (JSON Canonicalization Scheme). Equal values have equal
 * texts, and different values different ones. A receipt has whole numbers only, so the rule for
 * fractions is not needed: a value that has one has no canonical text here.
 */
final class CanonicalJson {

  /** Largest whole number that every reader of JSON keeps exactly. */
  private static final long LARGEST = (1L << 53) - 1;

  private static final String SHORT = "\b\t\n\f\r\"\\";
  private static final String SHORT_NAMES = "btnfr\"\\";

  private CanonicalJson() {}

  /**
   * The text, to be hashed or signed as UTF-8.
   *
   * @throws IllegalArgumentException if the value has a fraction, a number above 2^53 or half of a
   *     character
   */
  static String of(JsonNode value) {
    StringBuilder text = new StringBuilder(256);
    write(value, text);
    return text.toString();
  }

  private static void write(JsonNode value, StringBuilder text) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject((ObjectNode) value, text);
      case ARRAY -> {
        char before = '[';
        for (JsonNode element : value) {
          text.append(before);
          write(element, text);
          before = ',';
        }
        text.append(value.isEmpty() ? "[]" : "]");
      }
      case STRING -> writeString(value.textValue(), text);
      case NUMBER -> text.append(whole(value));
      case BOOLEAN, NULL -> text.append(value.asText());
      default -> throw new IllegalArgumentException("There is a value that is not JSON.");
    }
  }

  private static void writeObject(ObjectNode value, StringBuilder text) {
    List<String> names = new ArrayList<>();
    value.fieldNames().forEachRemaining(names::add);
    names.sort(null); // by UTF-16 code units, as RFC 8785 asks for
    char before = '{';
    for (String name : names) {
      text.append(before);
      writeString(name, text);
      write(value.get(name), text.append(':'));
      before = ',';
    }
    text.append(names.isEmpty() ? "{}" : "}");
  }

  private static long whole(JsonNode value) {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() > LARGEST
        || value.longValue() < -LARGEST) {
      throw new IllegalArgumentException("There is a number that is not whole or too large.");
    }
    return value.longValue();
  }

  private static void writeString(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int brief = SHORT.indexOf(c);
      if (brief >= 0) {
        text.append('\\').append(SHORT_NAMES.charAt(brief));
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (Character.isSurrogate(c)) {
        i = writePair(value, i, text);
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  /** Half of a character has no UTF-8, so that texts that differ in it would have one hash. */
  private static int writePair(String value, int at, StringBuilder text) {
    int next = at + 1;
    if (!Character.isHighSurrogate(value.charAt(at))
        || next == value.length()
        || !Character.isLowSurrogate(value.charAt(next))) {
      throw new IllegalArgumentException("There is a text with half of a character.");
    }
    text.append(value, at, next + 1);
    return next;
  }
}
