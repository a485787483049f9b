package com.hexabuilders.onboarding.saga.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.hexabuilders.onboarding.embedded.OwnerOnly;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;

/**
 * One file of the archive, named after its time, host and process; it was created by this process,
 * so no other writes to it.
 */
final class ArchiveFile {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_OF_A_SECOND = 1_000;

  private final Path path;
  private final FileChannel channel;
  private final Instant day;

  private ArchiveFile(Path path, FileChannel channel, Instant day) {
    this.path = path;
    this.channel = channel;
    this.day = day;
  }

  /** Creates a file that was not there, with its folder. */
  static ArchiveFile create(Path folder, Instant now) throws IOException {
    OwnerOnly.createFolders(folder);
    String stem = "sagas-" + STAMP.format(now) + "-" + host() + "-" + ProcessHandle.current().pid();
    for (int i = 1; i <= MOST_OF_A_SECOND; i++) {
      Path path = folder.resolve(stem + "-" + i + ".jsonl");
      try {
        FileChannel channel =
            FileChannel.open(path, Set.of(CREATE_NEW, READ, WRITE), OwnerOnly.ofFilesIn(folder));
        forceName(folder);
        return new ArchiveFile(path, channel, now.truncatedTo(ChronoUnit.DAYS));
      } catch (FileAlreadyExistsException taken) {
        // by an earlier file of this second, or by a process of the same name elsewhere
      }
    }
    throw new IOException("too many files " + stem);
  }

  String name() {
    return path.getFileName().toString();
  }

  boolean isOf(Instant otherDay) {
    return day.equals(otherDay);
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Adds these bytes at the end and forces them to the disk. */
  void append(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    long at = channel.size();
    while (left.hasRemaining()) {
      at += channel.write(left, at);
    }
    channel.force(true);
  }

  /** The text from there to the end, read through the file's name. */
  String readFrom(long begin) throws IOException {
    try (FileChannel read = FileChannel.open(path, READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(read.size() - begin));
      while (bytes.hasRemaining() && read.read(bytes, begin + bytes.position()) >= 0) {
        // until it is full
      }
      return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // every line that counts was forced to the disk
    }
  }

  /** A new name is on the disk only when its folder is. */
  private static void forceName(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, READ)) {
      names.force(true);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]+", "");
    } catch (UnknownHostException e) {
      return "host";
    }
  }
}
