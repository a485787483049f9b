package com.hexabuilders.onboarding.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.intake.StrictJson;
import com.hexabuilders.onboarding.intake.UnreadableJson;
import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The JSON object an operator sends with an act, and what is wrong with it; no body is an empty
 * one.
 */
public record ActBody(JsonNode fields, List<FieldFault> faults) {

  private static final int LONGEST_REASON = 500;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

  public static ActBody read(CharSequence body) {
    List<FieldFault> faults = new ArrayList<>();
    JsonNode fields = JsonNodeFactory.instance.objectNode();
    try {
      JsonNode json =
          body == null || body.toString().isBlank() ? fields : StrictJson.read(body.toString());
      if (json.isObject()) {
        fields = json;
      } else {
        faults.add(new FieldFault("body", "Must be an object."));
      }
    } catch (UnreadableJson e) {
      faults.add(new FieldFault("body", e.getMessage()));
    }
    return new ActBody(fields, faults);
  }

  /** A field's value, null if it is not there. */
  public JsonNode value(String field) {
    return fields.hasNonNull(field) ? fields.get(field) : null;
  }

  /** A sentence that must be there. */
  public String sentence(String field) {
    String sentence = text(field, LONGEST_REASON);
    if (faults.isEmpty() && (sentence == null || sentence.isBlank())) {
      faults.add(new FieldFault(field, "Is required: say why in a sentence."));
    }
    return sentence;
  }

  /** A printable text, null if it is not there. */
  public String text(String field, int longest) {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()
        || value.textValue().length() > longest
        || !PrintableText.isPrintable(value.textValue())) {
      faults.add(
          new FieldFault(
              field,
              "Must be a string of at most "
                  + longest
                  + " characters without control characters or invisible ones."));
      return null;
    }
    return value.textValue();
  }

  /** A list of ids; empty if it is not there. */
  public Set<String> ids(String field, int most) {
    JsonNode value = value(field);
    Set<String> ids = new LinkedHashSet<>();
    if (value != null) {
      value.forEach(id -> ids.add(id.asText()));
      if (!value.isArray()
          || value.size() > most
          || !ids.stream().allMatch(id -> ID.matcher(id).matches())) {
        faults.add(new FieldFault(field, "Must be a list of at most " + most + " ids."));
      }
    }
    return ids;
  }

  /** A whole number in these limits; the usual one if it is not there. */
  public int number(String field, int usual, int most) {
    JsonNode value = value(field);
    if (value == null) {
      return usual;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 1
        || value.intValue() > most) {
      faults.add(new FieldFault(field, "Must be a whole number from 1 to " + most + "."));
      return usual;
    }
    return value.intValue();
  }
}
