package com.hexabuilders.onboarding.api.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a receipt can be changed unnoticed, and what was changed is named. */
class ReceiptCheckTest {

  private static final Optional<PublicReceiptKey> NONE = Optional.empty();

  private static ObjectNode good;

  @BeforeAll
  static void make() {
    good = (ObjectNode) WorldReceipts.undone();
    assertThat(faults(good)).isEmpty();
    assertThat(good.get("entries")).hasSizeGreaterThan(10);
    assertThat(good.get("acts")).isNotEmpty();
  }

  @Test
  void every_change_of_one_field_is_found_and_names_the_part_that_it_is_in() {
    List<Tampering.Change> changes = Tampering.all(good);
    assertThat(changes).hasSizeGreaterThan(1000);
    for (Tampering.Change change : changes) {
      List<String> faults = faults(change.receipt());
      assertThat(faults).as(change.what()).isNotEmpty();
      assertThat(String.join(" ", faults)).as(change.what()).contains(change.names());
    }
  }

  @Test
  void every_other_character_in_its_place_is_found() {
    String text = good.toString();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'B' : 'A';
      for (char c : new char[] {other, Character.isDigit(text.charAt(i)) ? '7' : other, ' '}) {
        if (c != text.charAt(i)) {
          String changed = text.substring(0, i) + c + text.substring(i + 1);
          assertThat(ReceiptCheck.of(changed, NONE).isValid()).as("at " + i + ": " + c).isFalse();
        }
      }
    }
  }

  @Test
  void each_hash_is_over_the_one_before_it_as_documented() {
    String hash = Sha256.of(good.at("/header/saga_id").asText());
    for (int i = 0; i < good.get("entries").size(); i++) {
      hash = Sha256.of(hash + CanonicalJson.of(good.get("entries").get(i)));
      assertThat(good.get("seal").get("entries").get(i).asText()).isEqualTo(hash);
    }
  }

  /** Java's own check looks at the first 64 bytes alone. */
  @Test
  void a_signature_with_bytes_behind_it_is_none() {
    byte[] signature = Base64.getDecoder().decode(good.get("signature").asText());
    String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(signature, 65));
    assertThat(faults(good.deepCopy().put("signature", longer))).hasSize(1);
  }

  @Test
  void an_entry_that_is_missing_moved_added_or_there_twice_is_named() {
    int last = good.get("entries").size();
    for (int place = 0; place < last; place++) {
      int number = place + 1;
      assertNames("Entry " + number + " is missing.", place, ArrayNode::remove);
      assertNames("Entry " + number + " is there twice.", place, (e, i) -> e.insert(i, e.get(i)));
      assertNames("Entry " + number + " is there twice.", place, (e, i) -> e.add(e.get(i)));
      assertNames(
          "An entry was added in place " + number + ".", place, (e, i) -> e.insert(i, alien(e)));
      if (number < last) {
        assertNames(
            "Entry " + number + " was moved: it is in place " + (number + 1) + ".",
            place,
            (e, i) -> e.insert(i, e.remove(i + 1)));
        assertNames(
            "Entry " + number + " was moved: it is in place " + last + ".",
            place,
            (e, i) -> e.add(e.remove(i)));
      }
    }
    assertNames("An entry was added in place " + (last + 1) + ".", last, (e, i) -> e.add(alien(e)));
    assertNames("Entry 1 is missing.", 0, (e, i) -> e.removeAll());
  }

  /** Whoever has no key can fit the seal to the change, but not the signature to the seal. */
  @Test
  void a_seal_that_was_fitted_to_the_change_is_found() {
    ObjectNode receipt = good.deepCopy();
    ((ObjectNode) receipt.at("/entries/2")).put("actor", "nobody");
    receipt.set("seal", sealed(receipt));
    assertThat(faults(receipt))
        .containsExactly(
            "The signature does not fit: the seal or the signature was changed, or another key"
                + " signed it.");
  }

  @Test
  void a_receipt_signed_with_another_key_is_valid_only_for_whoever_names_no_key() {
    ObjectNode receipt = WorldReceipts.forged(good, "COMPLETED");
    assertThat(faults(receipt)).isEmpty();
    Optional<PublicReceiptKey> trusted = Optional.of(WorldReceipts.KEY.open());
    assertThat(ReceiptCheck.of(receipt.toString(), trusted).faults())
        .hasSize(2)
        .anyMatch(fault -> fault.contains("another key than the one to check it with"));
    receipt.put("key", WorldReceipts.KEY.open().text());
    assertThat(ReceiptCheck.of(receipt.toString(), trusted).isValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"header\":1}", "1e2147483648", "\u0000"})
  void what_is_no_receipt_is_said_to_be_none(String text) {
    assertThat(ReceiptCheck.of(text, NONE).faults()).hasSize(1);
  }

  @Test
  void a_text_that_is_cut_goes_on_or_gives_a_field_twice_is_found() {
    String text = good.toString();
    for (String wrong :
        List.of(
            text.substring(0, text.length() / 2),
            text + "{}",
            text.replaceFirst("\\{", "{\"key\":\"x\","),
            text.replaceFirst("\"version\":1", "\"version\":2,\"version\":1"),
            "[".repeat(5000))) {
      assertThat(ReceiptCheck.of(wrong, NONE).faults())
          .singleElement()
          .asString()
          .contains("no JSON, is cut, or has a field twice");
    }
  }

  private static ObjectNode alien(ArrayNode entries) {
    return ((ObjectNode) entries.get(0).deepCopy()).put("actor", "somebody");
  }

  private static ObjectNode sealed(JsonNode receipt) {
    return ReceiptFormat.seal(
        receipt.get("header"), receipt.get("steps"), receipt.get("acts"), receipt.get("entries"));
  }

  private static void assertNames(
      String sentence, int place, BiConsumer<ArrayNode, Integer> change) {
    ObjectNode receipt = good.deepCopy();
    change.accept((ArrayNode) receipt.get("entries"), place);
    assertThat(faults(receipt)).containsExactly(sentence);
  }

  private static List<String> faults(JsonNode receipt) {
    return ReceiptCheck.of(receipt.toString(), NONE).faults();
  }
}
