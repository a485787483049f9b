package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hexabuilders.onboarding.saga.Quoted;
import com.hexabuilders.onboarding.saga.WireLimits;
import java.util.Collection;
import java.util.List;

/**
 * Reads the text of a receipt strictly: one JSON value that has each field once and no other field.
 * Each part is of its kind. What is returned is complete, and not yet known to be valid.
 */
final class ReceiptJson {

  private static final JsonMapper MAPPER = mapper();

  private ReceiptJson() {}

  /** The text is no receipt of this version; the message is a plain sentence. */
  static final class NoReceipt extends Exception {
    private static final long serialVersionUID = 1L;

    private NoReceipt(String sentence) {
      super(sentence);
    }
  }

  static JsonNode read(String text) throws NoReceipt {
    JsonNode receipt = parse(text);
    fields("The receipt", receipt, ReceiptFormat.FIELDS);
    for (String name : List.of(ReceiptFormat.KEY, ReceiptFormat.SIGNATURE)) {
      check(receipt.get(name).isTextual(), "The field " + name + " is no text.");
    }
    JsonNode header = receipt.get(ReceiptFormat.HEADER);
    fields("The header", header, ReceiptFormat.HEADER_FIELDS);
    check(
        header.get("version").isInt() && header.get("version").intValue() == ReceiptFormat.VERSION,
        "The header names another version than 1, the only one that this command can check.");
    JsonNode seal = receipt.get(ReceiptFormat.SEAL);
    fields("The seal", seal, ReceiptFormat.SEAL_FIELDS);
    list(ReceiptFormat.ENTRIES + " of the seal", seal.get(ReceiptFormat.ENTRIES));
    elements(ReceiptFormat.STEPS, "Step", receipt, ReceiptFormat.STEP_FIELDS);
    elements(ReceiptFormat.ACTS, "Act", receipt, ReceiptFormat.ACT_FIELDS);
    elements(ReceiptFormat.ENTRIES, "Entry", receipt, ReceiptFormat.ENTRY_FIELDS);
    return receipt;
  }

  private static JsonNode parse(String text) throws NoReceipt {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw new NoReceipt("It is no JSON, is cut, or has a field twice" + line + ".");
    } catch (RuntimeException e) { // the parser's answer to numbers such as 1e2147483648
      throw new NoReceipt("It has a number that is too large.");
    }
  }

  private static void elements(String name, String one, JsonNode receipt, Collection<String> fields)
      throws NoReceipt {
    JsonNode list = receipt.get(name);
    list(name, list);
    int number = 0;
    for (JsonNode element : list) {
      number++;
      fields(one + " " + number, element, fields);
    }
  }

  private static void list(String name, JsonNode value) throws NoReceipt {
    check(value.isArray(), "The field " + name + " is no list.");
  }

  private static void fields(String what, JsonNode object, Collection<String> fields)
      throws NoReceipt {
    check(object.isObject(), what + " is no JSON object.");
    for (String field : fields) {
      check(object.has(field), what + " lacks the field " + field + ".");
    }
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      check(
          fields.contains(name),
          what + " has a field that no receipt has: " + Quoted.field(name) + ".");
    }
  }

  private static void check(boolean holds, String sentence) throws NoReceipt {
    if (!holds) {
      throw new NoReceipt(sentence);
    }
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(WireLimits.DEPTH)
                .maxNumberLength(WireLimits.NUMBER)
                .build());
    return mapper;
  }
}
