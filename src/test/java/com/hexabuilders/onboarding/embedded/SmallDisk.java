package com.hexabuilders.onboarding.embedded;

import java.io.IOException;

/** Files of H2 on a disk that is full for as long as a test says. */
final class SmallDisk {

  private static volatile boolean full;

  private SmallDisk() {}

  /** Makes all {@link WatchedFiles} lie on this disk, which has room. */
  static void mount() {
    full = false;
    WatchedFiles.watch((position, length, size) -> check());
  }

  static void fill(boolean isFull) {
    full = isFull;
  }

  static void check() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }
}
