package com.hexabuilders.onboarding.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Compares passwords with bcrypt hashes and remembers for a minute which were right. It compares
 * two at a time, because each costs a core a tenth of a second.
 *
 * <p>No password is kept. What is remembered is a keyed hash of name, password and bcrypt hash
 * (HMAC-SHA-256, a random key per process). So without the key a memory dump gives nothing to guess
 * against. At most 1,000 are remembered.
 */
final class VerifiedPasswords {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 1_000;
  private static final long LONGEST_WAIT_SECONDS = 5;
  private static final String PREFIX = "{bcrypt}";
  private static final int COST = PREFIX.length() + "$2a$".length();
  private static final int SALT_AND_HASH = 53;

  /** bcrypt reads no further, so that longer passwords with an equal beginning would be equal. */
  private static final int LONGEST_PASSWORD = 72;

  private static final BCryptPasswordEncoder BCRYPT = new BCryptPasswordEncoder();

  private final SecretKeySpec key = randomKey();
  private final Semaphore cores = new Semaphore(2);
  private final int dearest;
  private final Cache<String, Boolean> right;

  /**
   * Compares passwords.
   *
   * @param dearest cost of the dearest hash there is, which every wrong password costs
   */
  VerifiedPasswords(LongSupplier nanoTime, int dearest) {
    this.right =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
    this.dearest = dearest;
  }

  /**
   * The cost of a comparison for the caller: taken before it, given back if the password is right.
   */
  interface Price {
    /** Throws if the caller cannot pay. */
    void pay();

    void giveBack();
  }

  /** True if this password belongs to the hash; only a comparison that is not remembered costs. */
  boolean isRight(String name, String password, String hash, Price price) {
    String known = keyed(name, password, hash);
    if (isRemembered(known)) {
      return true;
    }
    try {
      if (!cores.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new LoginRefused(503, 1, "Too many logins are being checked; try again soon.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      return isRemembered(known) || compare(known, password, hash, price);
    } finally {
      cores.release();
    }
  }

  private boolean compare(String known, String password, String hash, Price price) {
    price.pay();
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_PASSWORD) {
      return false;
    }
    boolean isRight = isHashOf(password, hash);
    if (isRight) {
      price.giveBack();
      right.put(known, true);
    } else {
      fillUp(password, hash);
    }
    return isRight;
  }

  /** Each step costs as much as all before it, so the sum is the cost of the dearest hash. */
  private void fillUp(String password, String hash) {
    int own = Integer.parseInt(hash.substring(COST, COST + 2));
    for (int cost = own; cost < dearest; cost++) {
      isHashOf(password, nobodys(cost));
    }
  }

  /** A hash that takes as long to compare as others of this cost, and is no password's. */
  static String nobodys(int cost) {
    return String.format(Locale.ROOT, "%s$2a$%02d$", PREFIX, cost) + ".".repeat(SALT_AND_HASH);
  }

  /** True if the {@code {bcrypt}} hash is this password's. */
  static boolean isHashOf(String password, String hash) {
    return BCRYPT.matches(password, hash.substring(PREFIX.length()));
  }

  private boolean isRemembered(String known) {
    return right.getIfPresent(known) != null;
  }

  private String keyed(String name, String password, String hash) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = name.length() + ":" + name + password.length() + ":" + password + hash;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }

  private static SecretKeySpec randomKey() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return new SecretKeySpec(random, "HmacSHA256");
  }
}
