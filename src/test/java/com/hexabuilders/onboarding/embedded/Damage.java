package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** What can happen to a file. */
enum Damage {
  DELETED("is missing"),
  EMPTIED("is empty"),
  CUT_TO_ITS_HEADER("is damaged|lacks the newest"),
  HEADER_SCRIBBLED("is damaged"),
  ALL_BUT_ITS_HEADER_SCRIBBLED("is damaged|lacks the newest"),
  ALL_ZEROS("is damaged");

  final String sentence;

  Damage(String sentence) {
    this.sentence = sentence;
  }

  void happenTo(Path file) throws IOException {
    long size = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      switch (this) {
        case DELETED -> Files.delete(file);
        case EMPTIED -> channel.truncate(0);
        case CUT_TO_ITS_HEADER -> channel.truncate(8192);
        case HEADER_SCRIBBLED -> channel.write(noise(8192), 0);
        case ALL_BUT_ITS_HEADER_SCRIBBLED -> channel.write(noise(size - 8192), 8192);
        default -> channel.write(ByteBuffer.allocate((int) size), 0);
      }
    }
  }

  private static ByteBuffer noise(long size) {
    byte[] noise = new byte[(int) size];
    new Random(7).nextBytes(noise);
    return ByteBuffer.wrap(noise);
  }
}
