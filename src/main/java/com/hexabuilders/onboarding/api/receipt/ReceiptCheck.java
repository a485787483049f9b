package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Checks a receipt without the application that made it. A receipt is valid if its signature fits
 * its seal, and each part and each entry fits its hash in the seal. No field of a valid receipt can
 * be changed, added or left out so that it stays valid.
 */
public final class ReceiptCheck {

  private final JsonNode receipt;
  private final Optional<PublicReceiptKey> trusted;
  private final List<String> faults = new ArrayList<>();

  private ReceiptCheck(JsonNode receipt, Optional<PublicReceiptKey> trusted) {
    this.receipt = receipt;
    this.trusted = trusted;
  }

  /**
   * What a check has found.
   *
   * @param faults a sentence for each part that is not as it was signed; none: the receipt is valid
   * @param header what the receipt says of the saga; not to be believed if there are faults
   */
  public record Result(List<String> faults, JsonNode header) {
    public Result {
      faults = List.copyOf(faults);
    }

    /** True if nothing was changed since the receipt was signed. */
    public boolean isValid() {
      return faults.isEmpty();
    }
  }

  /**
   * Checks the text of a receipt.
   *
   * @param trusted the key that must have signed it; empty: the key that the receipt itself names
   */
  public static Result of(String text, Optional<PublicReceiptKey> trusted) {
    JsonNode receipt;
    try {
      receipt = ReceiptJson.read(text);
    } catch (ReceiptJson.NoReceipt e) {
      return new Result(List.of(e.getMessage()), null);
    }
    ReceiptCheck check = new ReceiptCheck(receipt, trusted);
    check.signature();
    check.part(ReceiptFormat.HEADER);
    check.part(ReceiptFormat.STEPS);
    check.part(ReceiptFormat.ACTS);
    check.entries();
    return new Result(check.faults, receipt.get(ReceiptFormat.HEADER));
  }

  private void signature() {
    String named = receipt.get(ReceiptFormat.KEY).textValue();
    Optional<PublicReceiptKey> own = PublicReceiptKey.parse(named);
    if (own.isEmpty()) {
      faults.add("The field key has no Ed25519 key.");
    } else if (!header("key_id").asText().equals(own.get().id())) {
      faults.add("The field key is not the key that the header names by key_id.");
    }
    if (trusted.isPresent() && !trusted.get().text().equals(named)) {
      faults.add("The receipt names another key than the one to check it with.");
    }
    trusted
        .or(() -> own)
        .filter(key -> !isSignedWith(key))
        .ifPresent(
            key ->
                faults.add(
                    "The signature does not fit: the seal or the signature was changed, or another"
                        + " key signed it."));
  }

  private boolean isSignedWith(PublicReceiptKey key) {
    try {
      byte[] signed = ReceiptFormat.signed(receipt.get(ReceiptFormat.SEAL));
      return key.signed(signed, receipt.get(ReceiptFormat.SIGNATURE).textValue());
    } catch (IllegalArgumentException hasNoCanonicalText) {
      return false;
    }
  }

  private void part(String name) {
    if (!sealed(name).equals(hash(receipt.get(name)))) {
      faults.add("The field " + name + " was changed.");
    }
  }

  private static String hash(JsonNode part) {
    try {
      return ReceiptFormat.hash(part);
    } catch (IllegalArgumentException hasNoCanonicalText) {
      return "none";
    }
  }

  private String sealed(String name) {
    return receipt.get(ReceiptFormat.SEAL).get(name).asText();
  }

  private JsonNode header(String field) {
    return receipt.get(ReceiptFormat.HEADER).get(field);
  }

  private void entries() {
    List<JsonNode> entries = elements(receipt.get(ReceiptFormat.ENTRIES));
    List<String> hashes =
        elements(receipt.get(ReceiptFormat.SEAL).get(ReceiptFormat.ENTRIES)).stream()
            .map(JsonNode::asText)
            .toList();
    Optional<String> broken =
        new BrokenEntry(header("saga_id").asText(), entries, hashes).sentence();
    broken.or(() -> gap(entries)).ifPresent(faults::add);
  }

  /** What was missing from the log already when the receipt was made. */
  private Optional<String> gap(List<JsonNode> entries) {
    int wanted = header("entries").asInt();
    for (int i = 0; i < Math.max(wanted, entries.size()); i++) {
      if (i >= entries.size() || i >= wanted || entries.get(i).path("seq").asInt() != i + 1) {
        return Optional.of(
            "Entry " + (i + 1) + " of the log was missing when the receipt was made.");
      }
    }
    return Optional.empty();
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
