package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The number of every writer's last transaction whose commit has returned, in memory that two
 * processes share and that outlives a kill of one.
 */
record Acknowledged(MappedByteBuffer numbers) {

  /** Beside this database. */
  static Acknowledged in(Path database) throws IOException {
    Path file = Path.of(database + ".acknowledged");
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Acknowledged(
          channel.map(FileChannel.MapMode.READ_WRITE, 0, Ledgers.WRITERS * Integer.BYTES));
    }
  }

  int last(int writer) {
    return numbers.getInt(writer * Integer.BYTES);
  }

  void set(int writer, int number) {
    numbers.putInt(writer * Integer.BYTES, number);
  }
}
