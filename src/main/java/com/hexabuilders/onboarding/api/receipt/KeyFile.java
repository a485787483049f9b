package com.hexabuilders.onboarding.api.receipt;

import com.hexabuilders.onboarding.embedded.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * The file of the key that signs receipts. A made file has mode 0600 and is forced to the disk
 * before it gets its name. So a crash leaves the whole file or none. Of two instances that make the
 * file at once, the second takes the key of the first.
 */
final class KeyFile {

  private static final int LARGEST_BYTES = 16 * 1024;
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path file;

  KeyFile(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * The key in the file.
   *
   * @throws RefusedReceiptKey if the file is missing, cannot be read, or has no whole Ed25519 key
   */
  SigningKey read() {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LARGEST_BYTES), StandardCharsets.US_ASCII);
      return SigningKey.parse(text)
          .orElseThrow(
              () ->
                  refused(
                      "has no whole Ed25519 private key in PEM form: restore it from a backup, or"
                          + " make one with openssl genpkey -algorithm ed25519",
                      null));
    } catch (NoSuchFileException e) {
      throw refused("is not there: put the key's file there", e);
    } catch (IOException e) {
      throw refused("cannot be read: make it readable for the user who runs the application", e);
    }
  }

  /** Makes the file with a new key, unless it is there by now. */
  void make() throws IOException {
    Path folder = file.getParent();
    OwnerOnly.createFolders(folder);
    Path unfinished = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
    try {
      write(unfinished, SigningKey.made().pem().getBytes(StandardCharsets.US_ASCII));
      name(unfinished);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void write(Path unfinished, byte[] text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(unfinished, NEW, OwnerOnly.ofFilesIn(file.getParent()))) {
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** A link replaces no file; a move is for file systems that have no links. */
  private void name(Path unfinished) throws IOException {
    try {
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException anotherWasFirst) {
      return;
    } catch (UnsupportedOperationException | IOException noLinks) {
      moveUnless(unfinished);
    }
  }

  private void moveUnless(Path unfinished) throws IOException {
    try {
      if (!exists()) {
        Files.move(unfinished, file);
      }
    } catch (FileAlreadyExistsException anotherWasFirst) {
      // its key counts
    }
  }

  private RefusedReceiptKey refused(String fault, Throwable cause) {
    return new RefusedReceiptKey(
        "The receipt key " + file + " " + fault + " (setting onboarding.receipt.key-file).", cause);
  }
}
