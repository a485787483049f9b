package com.hexabuilders.onboarding.proof.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils good JSON in its tree, its text and its bytes. */
final class FuzzedBodies {

  /** JSON texts that stand where something else should. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "1e2147483648",
          "1e999999999",
          "-1e-999999999",
          "99999999999999999999999999999999",
          "9".repeat(150),
          "0.1",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\u202e\ud83d\ude00 z\u0301\u0301\u0301\ufeff\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"${body}\"",
          "\"'; drop table saga; --\"",
          "\"../../etc/passwd\"",
          "\"<script>alert(1)</script>\"",
          "\"9999-99-99\"",
          "\"+-0\"",
          "{}",
          "[]",
          "[[[]]]",
          "{\"a\":{\"b\":{}}}",
          "[".repeat(150) + "]".repeat(150),
          "[" + "null,".repeat(60) + "null]");

  private FuzzedBodies() {}

  /** A JSON text that is none, or none of ours. */
  static String odd(Random random) {
    return ODD.get(random.nextInt(ODD.size()));
  }

  /** The tree with some of its fields changed, added or missing. */
  static JsonNode tree(JsonNode good, Random random) {
    JsonNode copy = good.deepCopy();
    List<JsonNode> places = new ArrayList<>();
    collect(copy, places);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      JsonNode place = places.get(random.nextInt(places.size()));
      if (place instanceof ObjectNode object) {
        spoil(object, random);
      } else {
        ((ArrayNode) place).addRawValue(new RawValue(odd(random)));
      }
    }
    return copy;
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private static void spoil(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.putRawValue("odd \u0007\ud83d\ude00" + random.nextInt(), new RawValue("{}"));
      case 2 -> object.set(name + " ", JsonNodeFactory.instance.textNode("near"));
      default -> object.putRawValue(name, new RawValue(odd(random)));
    }
  }

  /** The text cut, doubled or decorated, in an encoding that may be wrong. */
  static byte[] bytes(String good, Random random) {
    int place = random.nextInt(good.length() + 1);
    String text =
        switch (random.nextInt(10)) {
          case 0 -> good.substring(0, place);
          case 1 -> good + good;
          case 2 -> good.replaceFirst("\\{", "{\"partner_data\":{},\"specversion\":\"1.0\",");
          case 3 -> "\uFEFF" + good;
          case 4 -> good.replace('"', '\'');
          case 5 ->
              good.substring(0, place) + (char) random.nextInt(0xD800) + good.substring(place);
          case 6 -> "[".repeat(10_000) + good;
          case 7 -> good.replaceFirst(":", ": NaN, \"y\":");
          case 8 -> "";
          default -> good + " \u00e9";
        };
    return text.getBytes(
        switch (random.nextInt(8)) {
          case 0 -> StandardCharsets.UTF_16;
          case 1 -> StandardCharsets.ISO_8859_1;
          default -> StandardCharsets.UTF_8;
        });
  }
}
