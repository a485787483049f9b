package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Finds the first entry that is not as it was sealed, and says what happened to it. An entry fits a
 * place if its hash, over the sealed hash before that place, is the sealed hash of the place.
 */
final class BrokenEntry {

  private final String start;
  private final List<JsonNode> entries;
  private final List<String> hashes;

  BrokenEntry(String sagaId, List<JsonNode> entries, List<String> hashes) {
    this.start = EntryChain.start(sagaId);
    this.entries = entries;
    this.hashes = hashes;
  }

  /** One sentence that names the first broken entry by its number; empty if all fit. */
  Optional<String> sentence() {
    for (int place = 0; place < hashes.size(); place++) {
      if (place >= entries.size() || !fits(place, place)) {
        return Optional.of(fault(place));
      }
    }
    return entries.size() > hashes.size() ? Optional.of(surplus(hashes.size())) : Optional.empty();
  }

  private String fault(int place) {
    List<Integer> own = entriesOf(place);
    OptionalInt found = place < entries.size() ? placeOf(place) : OptionalInt.empty();
    if (own.isEmpty()) {
      boolean isGone = place >= entries.size() || found.isPresent();
      return "Entry " + (place + 1) + (isGone ? " is missing." : " was changed.");
    }
    boolean isSurplus = found.isEmpty() || entriesOf(found.getAsInt()).size() > 1;
    return isSurplus && entries.size() > hashes.size()
        ? surplus(place)
        : "Entry " + (place + 1) + " was moved: it is in place " + (own.get(0) + 1) + ".";
  }

  /** About an entry that was added at this place. */
  private String surplus(int place) {
    OptionalInt copied = placeOf(place);
    return copied.isPresent()
        ? "Entry " + (copied.getAsInt() + 1) + " is there twice."
        : "An entry was added in place " + (place + 1) + ".";
  }

  /** The place that an entry fits. */
  private OptionalInt placeOf(int entry) {
    return IntStream.range(0, hashes.size()).filter(place -> fits(entry, place)).findFirst();
  }

  /** The entries that fit a place: more than one if it was copied. */
  private List<Integer> entriesOf(int place) {
    return IntStream.range(0, entries.size()).filter(entry -> fits(entry, place)).boxed().toList();
  }

  private boolean fits(int entry, int place) {
    String previous = place == 0 ? start : hashes.get(place - 1);
    try {
      return EntryChain.next(previous, entries.get(entry)).equals(hashes.get(place));
    } catch (IllegalArgumentException hasNoCanonicalText) {
      return false;
    }
  }
}
