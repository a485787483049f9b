package com.hexabuilders.onboarding.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The newest version of a database that is known to be on the disk, kept in a file beside it. The
 * mark is written after that version was forced to the disk. So a crash or a power cut leaves a
 * database of this version or a later one.
 *
 * @param version of the database's file, see {@link H2Store#version}
 * @param at when it was written, to the second
 */
record VersionMark(long version, Instant at) {

  /** Nothing if there is no such file, or if it is not readable as a mark. */
  static Optional<VersionMark> read(Path file) throws IOException {
    try {
      long version = Long.parseLong(Files.readString(file, US_ASCII).strip());
      return Optional.of(new VersionMark(version, written(file)));
    } catch (NoSuchFileException | CharacterCodingException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Replaces the file; whenever the process dies, the old or the new one is there. */
  static void write(Path file, long version) throws IOException {
    Path next = Path.of(file + ".next");
    Files.deleteIfExists(next);
    try (FileChannel channel =
        FileChannel.open(
            next,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.ofFilesIn(file.getParent()))) {
      channel.write(ByteBuffer.wrap((version + "\n").getBytes(US_ASCII)));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** When a file or folder was last written, to the second. */
  static Instant written(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }
}
