package com.hexabuilders.onboarding.api.stream;

/** The newest changes in order; an older one gives way to a new one. */
final class RecentChanges {

  /** About ten seconds of full load. */
  private static final int MOST = 8192;

  /**
   * One change as it is sent.
   *
   * @param startedBy who started the saga; null if it was dropped on the queue
   */
  record Change(long number, String startedBy, byte[] text) {}

  private final Change[] ring = new Change[MOST];
  private long last;

  /** Number that the next change will have. */
  synchronized long next() {
    return last + 1;
  }

  /** Number of the newest change; 0 if there was none. */
  synchronized long last() {
    return last;
  }

  synchronized void add(String startedBy, byte[] text) {
    last++;
    ring[slot(last)] = new Change(last, startedBy, text);
  }

  /** The change with this number; null if it has not come yet. */
  synchronized Change at(long number) {
    return number > last ? null : ring[slot(number)];
  }

  /** Whether the change with this number has given way to a newer one. */
  synchronized boolean forgot(long number) {
    return number <= last - MOST;
  }

  private static int slot(long number) {
    return (int) (number % MOST);
  }
}
