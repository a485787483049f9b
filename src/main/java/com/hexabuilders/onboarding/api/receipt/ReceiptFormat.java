package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a receipt of version 1 is made of. The seal has the hash of each part and of each entry. The
 * signature covers the seal, and the header names the key. So no field can change unnoticed.
 */
final class ReceiptFormat {

  static final int VERSION = 1;

  static final String HEADER = "header";
  static final String STEPS = "steps";
  static final String ACTS = "acts";
  static final String ENTRIES = "entries";
  static final String SEAL = "seal";
  static final String KEY = "key";
  static final String SIGNATURE = "signature";

  /** Fields of the whole, in the order in which they are written. */
  static final List<String> FIELDS = List.of(HEADER, STEPS, ACTS, ENTRIES, SEAL, KEY, SIGNATURE);

  /** Parts whose elements, or which themselves, have exactly these fields. */
  static final Set<String> HEADER_FIELDS =
      Set.of(
          "version",
          "saga_id",
          "saga_type",
          "partner_id",
          "status",
          "final",
          "source",
          "started_by",
          "restarted_from",
          "created_at",
          "completed_at",
          "failed_step",
          "failure_kind",
          "compensation_by",
          "entries",
          "made_at",
          "key_id");

  static final Set<String> STEP_FIELDS =
      Set.of("step", "done", "done_by", "done_at", "undone", "undone_by", "undone_at");
  static final Set<String> ACT_FIELDS = Set.of("seq", "act", "step", "by", "at");
  static final Set<String> ENTRY_FIELDS =
      Set.of("seq", "type", "step", "actor", "at", "body_sha256");
  static final Set<String> SEAL_FIELDS = Set.of(HEADER, STEPS, ACTS, ENTRIES);

  private ReceiptFormat() {}

  /** The seal of these parts. */
  static ObjectNode seal(JsonNode header, JsonNode steps, JsonNode acts, JsonNode entries) {
    ObjectNode seal = JsonNodeFactory.instance.objectNode();
    seal.put(HEADER, hash(header)).put(STEPS, hash(steps)).put(ACTS, hash(acts));
    String sagaId = header.get("saga_id").textValue();
    EntryChain.of(sagaId, entries).forEach(seal.putArray(ENTRIES)::add);
    return seal;
  }

  /**
   * SHA-256 of a part's canonical text.
   *
   * @throws IllegalArgumentException if it has none
   */
  static String hash(JsonNode part) {
    return Sha256.of(CanonicalJson.of(part));
  }

  /** What is signed: the seal's canonical text in UTF-8. */
  static byte[] signed(JsonNode seal) {
    return CanonicalJson.of(seal).getBytes(StandardCharsets.UTF_8);
  }
}
