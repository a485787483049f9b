package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The hashes of a log's entries, each over the one before it: {@code h(n) = SHA-256(h(n-1) +
 * canonical entry n)}, and {@code h(0)} is the SHA-256 of the saga's id. The hashes of a saga's
 * later receipt begin with those of an earlier one.
 */
final class EntryChain {

  private EntryChain() {}

  /** What the first entry's hash is over, besides the entry. */
  static String start(String sagaId) {
    return Sha256.of(sagaId);
  }

  /**
   * The hash of an entry after the one with this hash.
   *
   * @throws IllegalArgumentException if the entry has no canonical text
   */
  static String next(String previous, JsonNode entry) {
    return Sha256.of(previous + CanonicalJson.of(entry));
  }

  /** The hashes of all entries, in order. */
  static List<String> of(String sagaId, Iterable<JsonNode> entries) {
    List<String> hashes = new ArrayList<>();
    String last = start(sagaId);
    for (JsonNode entry : entries) {
      last = next(last, entry);
      hashes.add(last);
    }
    return hashes;
  }
}
