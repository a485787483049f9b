package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Every receipt that differs from a given one in one field: changed, added or left out. */
final class Tampering {

  /**
   * A receipt with one change.
   *
   * @param what where it is, and what it was changed to
   * @param names what a check must say of it
   */
  record Change(String what, JsonNode receipt, String names) {}

  private final JsonNode receipt;
  private final List<Change> changes = new ArrayList<>();

  private Tampering(JsonNode receipt) {
    this.receipt = receipt;
  }

  static List<Change> all(JsonNode receipt) {
    Tampering tampering = new Tampering(receipt);
    tampering.below(JsonPointer.empty());
    return tampering.changes;
  }

  private void below(JsonPointer at) {
    JsonNode value = receipt.at(at);
    if (value instanceof ObjectNode object) {
      add(at, object.deepCopy().put("extra", 1), "a field that no receipt has: extra");
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                JsonPointer field = at.appendProperty(name);
                add(at, object.deepCopy().without(name), "lacks the field " + name);
                below(field);
              });
    } else if (value instanceof ArrayNode array) {
      add(at, array.deepCopy().add(NullNode.instance), "");
      for (int i = 0; i < array.size(); i++) {
        below(at.appendIndex(i));
      }
    } else {
      others(value).forEach(other -> add(at, other, name(at)));
    }
    if (!at.matches() && value.isContainerNode()) {
      List.of(NullNode.instance, TextNode.valueOf("x"), JsonNodeFactory.instance.objectNode())
          .forEach(other -> add(at, other, ""));
    }
  }

  /** Other values of a field: near ones, and of another kind. */
  private static List<JsonNode> others(JsonNode value) {
    List<JsonNode> others = new ArrayList<>();
    String text = value.asText();
    others.add(JsonNodeFactory.instance.arrayNode());
    others.add(value.isNull() ? TextNode.valueOf("null") : NullNode.instance);
    others.add(value.isTextual() ? TextNode.valueOf("") : TextNode.valueOf(text));
    others.add(TextNode.valueOf(text + " "));
    others.add(TextNode.valueOf("\ud83d" + text));
    others.add(TextNode.valueOf(text.isEmpty() ? "a" : "b" + text.substring(1)));
    others.add(JsonNodeFactory.instance.booleanNode(!value.asBoolean()));
    others.add(IntNode.valueOf(value.asInt() + 1));
    others.add(DoubleNode.valueOf(value.asInt()));
    return others.stream().distinct().filter(other -> !other.equals(value)).toList();
  }

  /** A changed entry is named by its number, another field by the part that it is in. */
  private static String name(JsonPointer at) {
    String[] names = at.toString().substring(1).split("/");
    return switch (names[0]) {
      case "entries" -> "Entry " + (Integer.parseInt(names[1]) + 1) + " was changed.";
      case "seal", "signature" -> "signature";
      case "header" -> at.toString().endsWith("/version") ? "version" : "The field header";
      default -> "field " + names[0];
    };
  }

  private void add(JsonPointer at, JsonNode value, String names) {
    changes.add(new Change(at + " = " + value, with(receipt, at, value), names));
  }

  private static JsonNode with(JsonNode tree, JsonPointer at, JsonNode value) {
    if (at.matches()) {
      return value;
    }
    JsonNode copy = tree.deepCopy();
    JsonNode parent = copy.at(at.head());
    if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
    }
    return copy;
  }
}
