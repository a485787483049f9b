package com.hexabuilders.onboarding.api.receipt;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 key pair that signs receipts. Its text is PEM, as {@code openssl genpkey} makes it.
 */
final class SigningKey {

  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
  private static final byte[] PROBE = {1};

  private final PrivateKey secret;
  private final PublicReceiptKey open;

  private SigningKey(PrivateKey secret, PublicReceiptKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** A new key. */
  static SigningKey made() {
    KeyPair pair = pair(new SecureRandom());
    return new SigningKey(pair.getPrivate(), PublicReceiptKey.of(pair.getPublic()));
  }

  /** The key of a PEM text; empty if the text is cut, is no PEM, or has another kind of key. */
  static Optional<SigningKey> parse(String pem) {
    Matcher found = PEM.matcher(pem);
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
      PrivateKey secret =
          KeyFactory.getInstance(PublicReceiptKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
      SigningKey key =
          new SigningKey(secret, PublicReceiptKey.of(pair(new Seed(seed)).getPublic()));
      return key.fits() ? Optional.of(key) : Optional.empty();
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** The text from which {@link #parse} makes the same key. */
  String pem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getEncoder().encodeToString(secret.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  PublicReceiptKey open() {
    return open;
  }

  /** The signature of these bytes, in Base64. */
  String sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(PublicReceiptKey.ALGORITHM);
      signature.initSign(secret);
      signature.update(bytes);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was tried cannot sign.", e);
    }
  }

  private boolean fits() {
    return open.signed(PROBE, sign(PROBE));
  }

  private static KeyPair pair(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(PublicReceiptKey.ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java 17 has it
    }
  }

  /**
   * Gives a key's own seed where a new key would take random bytes. A private key's file has no
   * public key, and Java derives one only while it makes a pair.
   */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    private Seed(byte[] seed) {
      this.seed = Arrays.copyOf(seed, seed.length);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
