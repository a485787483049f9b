package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.intake.StrictJson;
import com.hexabuilders.onboarding.intake.UnreadableJson;
import com.hexabuilders.onboarding.saga.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * An Ed25519 key that receipts are checked with.
 *
 * @param key the key
 * @param text its X.509 form in Base64, the only spelling that is taken
 * @param id SHA-256 of the X.509 form
 */
public record PublicReceiptKey(PublicKey key, String text, String id) {

  static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;

  static PublicReceiptKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return new PublicReceiptKey(
        key, Base64.getEncoder().encodeToString(encoded), Sha256.of(encoded));
  }

  /** The key of this Base64 text; empty if it is none, or is spelled in another way. */
  static Optional<PublicReceiptKey> parse(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(text);
      PublicKey key =
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
      PublicReceiptKey parsed = of(key);
      return parsed.text().equals(text) ? Optional.of(parsed) : Optional.empty();
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /**
   * The key of a saved answer of {@code GET /sagas/receipt-key}; empty if the text is none, or its
   * fields do not fit each other.
   */
  public static Optional<PublicReceiptKey> ofAnswer(String json) {
    try {
      JsonNode answer = StrictJson.read(json);
      return parse(answer.path("public_key").asText())
          .filter(key -> key.id().equals(answer.path("key_id").asText()));
    } catch (UnreadableJson e) {
      return Optional.empty();
    }
  }

  /** The answer of {@code GET /sagas/receipt-key}. */
  ObjectNode answer() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("key_id", id)
        .put("algorithm", ALGORITHM)
        .put("public_key", text);
  }

  /**
   * Whether this signature in Base64, in its only spelling, is of these bytes and by this key. Java
   * itself accepts bytes behind a signature.
   */
  boolean signed(byte[] bytes, String signature) {
    try {
      byte[] decoded = Base64.getDecoder().decode(signature);
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(bytes);
      return decoded.length == SIGNATURE_BYTES
          && Base64.getEncoder().encodeToString(decoded).equals(signature)
          && check.verify(decoded);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return false;
    }
  }
}
