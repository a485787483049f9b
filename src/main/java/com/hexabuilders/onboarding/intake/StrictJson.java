package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hexabuilders.onboarding.saga.WireLimits;

/**
 * Reads JSON from outside within limits: 1 MiB, 100 deep, numbers of 100 characters, one value. A
 * field given twice is refused, because readers may disagree on which of the two wins. Decimals
 * stay exact. Error messages never repeat what was read.
 */
public final class StrictJson {

  private static final JsonMapper MAPPER = mapper();

  private StrictJson() {}

  /**
   * The one JSON value of this text.
   *
   * @throws UnreadableJson with a plain sentence saying what is wrong
   */
  public static JsonNode read(String text) throws UnreadableJson {
    if (text == null || text.isBlank()) {
      throw new UnreadableJson("The body is empty; send a JSON object.");
    }
    if (text.length() > WireLimits.BYTES) {
      throw new UnreadableJson("The body is larger than 1 MiB.");
    }
    try {
      return MAPPER.readTree(text.charAt(0) == '\uFEFF' ? text.substring(1) : text);
    } catch (StreamConstraintsException e) {
      throw new UnreadableJson(
          "The JSON is nested deeper than 100 levels or has a number or name that is too long.");
    } catch (MismatchedInputException e) {
      throw new UnreadableJson(
          "The JSON gives a field twice or goes on after its end" + at(e.getLocation()) + ".");
    } catch (JsonProcessingException e) {
      throw new UnreadableJson("The body is not valid JSON" + at(e.getLocation()) + ".");
    } catch (RuntimeException e) { // the parser's answer to numbers such as 1e2147483648
      throw new UnreadableJson("The JSON has a number that is too large.");
    }
  }

  private static String at(JsonLocation place) {
    return place == null
        ? ""
        : ": see line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(WireLimits.DEPTH)
                .maxNumberLength(WireLimits.NUMBER)
                .maxNameLength(1000)
                .maxStringLength(WireLimits.BYTES)
                .maxDocumentLength(WireLimits.BYTES)
                .build());
    return mapper;
  }
}
