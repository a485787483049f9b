package com.hexabuilders.onboarding.routing.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failed sign-ins of each address and user name. After ten in a minute the two together are
 * refused until the minute is over, with the right password too; a success counts for nothing.
 *
 * <p>The user name is part of it, so that a forgotten program with an old password locks out nobody
 * but itself. An address that tries more than fifty names shares one count for the others. Memory
 * is bounded: the 1,000 addresses that failed last, and nothing of those that never fail. A cache
 * cannot do that: one that evicts by frequency may drop an address that has failed just now.
 */
final class SignInLimit {

  /** Failed sign-ins of an address and name in one {@link #PERIOD}. */
  static final int MOST_FAILURES = 10;

  static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 1_000;
  private static final int MOST_NAMES = 50;
  private static final int LONGEST_NAME = 100;
  private static final String OTHERS = "";

  private final LongSupplier nanos;
  private final Map<String, Map<String, Failures>> addresses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Failures>> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /**
   * @param nanos a clock that only goes forward, e.g. {@code System::nanoTime}
   */
  SignInLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Refuses whoever failed too often.
   *
   * @throws SecurityException with one sentence that says when to try again
   */
  synchronized void check(String address, String user) {
    if (failures(address, user) >= MOST_FAILURES) {
      throw new SecurityException(
          "There were too many failed sign-ins from this address: try again in a minute.");
    }
  }

  synchronized void failed(String address, String user) {
    Map<String, Failures> names = current(address);
    addresses.put(address, names);
    names.computeIfAbsent(name(names, user), n -> new Failures(nanos.getAsLong())).count++;
  }

  synchronized int failures(String address, String user) {
    Map<String, Failures> names = current(address);
    Failures failures = names.get(name(names, user));
    return failures == null ? 0 : failures.count;
  }

  /** Addresses that are kept. */
  synchronized int size() {
    return addresses.size();
  }

  /** Names that failed in the last minute; an address without any is not kept. */
  private Map<String, Failures> current(String address) {
    Map<String, Failures> names = addresses.get(address);
    if (names == null) {
      return new HashMap<>();
    }
    names.values().removeIf(old -> nanos.getAsLong() - old.since > PERIOD.toNanos());
    if (names.isEmpty()) {
      addresses.remove(address);
    }
    return names;
  }

  private static String name(Map<String, Failures> names, String user) {
    String given = user == null || user.length() > LONGEST_NAME ? OTHERS : user;
    return names.containsKey(given) || names.size() < MOST_NAMES ? given : OTHERS;
  }

  /** Failed sign-ins since a moment. */
  private static final class Failures {
    private final long since;
    private int count;

    private Failures(long since) {
      this.since = since;
    }
  }
}
