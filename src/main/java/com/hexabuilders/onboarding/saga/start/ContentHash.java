package com.hexabuilders.onboarding.saga.start;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The hash by which a repeated start is recognised as equal: SHA-256 of the canonical partner_data.
 *
 * <p>That one is quick to compute, so whoever has it can try out names and telephone numbers until
 * one fits. When the data are erased it is sealed: replaced by a salted hash of it that takes some
 * hundredths of a second to try. Still equal to itself, and to nothing in another place.
 */
public final class ContentHash {

  private static final String SEALED = "sealed:";
  private static final int ROUNDS = 100_000;
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ContentHash() {}

  public static boolean isSealed(String stored) {
    return stored.startsWith(SEALED);
  }

  /** What to keep of a hash whose data are erased; at most 104 characters. */
  public static String sealed(String hash) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return isSealed(hash) ? hash : sealed(hash, HexFormat.of().formatHex(salt));
  }

  /** Whether a stored hash, sealed or not, is this hash. */
  public static boolean matches(String stored, String hash) {
    if (!isSealed(stored)) {
      return stored.equals(hash);
    }
    String salt = stored.substring(SEALED.length(), SEALED.length() + 2 * SALT_BYTES);
    return stored.equals(sealed(hash, salt));
  }

  private static String sealed(String hash, String salt) {
    try {
      PBEKeySpec slow =
          new PBEKeySpec(hash.toCharArray(), HexFormat.of().parseHex(salt), ROUNDS, 256);
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(slow).getEncoded();
      return SEALED + salt + ":" + HexFormat.of().formatHex(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
