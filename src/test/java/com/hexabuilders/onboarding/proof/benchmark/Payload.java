package com.hexabuilders.onboarding.proof.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes a start request larger: first with texts and documents that are kept and travel to the
 * steps, 9 KB of them, then with a field that nobody knows.
 */
final class Payload {

  private static final String LETTER = "\u20ac"; // three bytes, as most characters of the world
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_REVIEW = 100;
  private static final int DOCUMENT_BYTES = 400;
  private static final int MOST_DOCUMENTS = 8;

  private Payload() {}

  /** Fills it up to so many bytes. */
  static void fill(ObjectNode order, int bytes) {
    ObjectNode partner = (ObjectNode) order.get("partner_data");
    for (String field : List.of("campaign_permissions", "recruitment_preferences")) {
      int letters = Math.min(LONGEST_TEXT, missing(order, bytes) / LETTER.length() / 3);
      if (letters > 0 && !partner.has(field)) {
        partner.put(field, LETTER.repeat(letters));
      }
    }
    if (missing(order, bytes) > DOCUMENT_BYTES) {
      partner.putArray("required_documents").add("IDENTITY");
      documents(order, partner.putArray("documents"), bytes);
    }
    if (missing(order, bytes) > DOCUMENT_BYTES) {
      order.put("padding", "x".repeat(missing(order, bytes)));
    }
  }

  private static void documents(ObjectNode order, ArrayNode documents, int bytes) {
    while (documents.isEmpty()
        || missing(order, bytes) > DOCUMENT_BYTES && documents.size() < MOST_DOCUMENTS) {
      documents
          .addObject()
          .put("type", "IDENTITY")
          .put("expires_on", "2999-12-31")
          .put("review", LETTER.repeat(LONGEST_REVIEW));
    }
  }

  private static int missing(ObjectNode order, int bytes) {
    return bytes - order.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
