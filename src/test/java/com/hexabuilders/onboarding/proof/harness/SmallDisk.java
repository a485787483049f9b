package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file system of its own in memory that can be filled, so that whoever writes to it is told by
 * Linux that no space is left on the device.
 *
 * <p>A shell mounts it and waits; it unmounts it when this JVM closes it, or dies. Root mounts it
 * where all see it. Anybody else mounts it in a name space of that shell, and goes there through
 * the shell's root.
 */
public final class SmallDisk implements AutoCloseable {

  /** No signal ends it; it ends when its input does. */
  private static final String SHELL =
      "trap '' HUP INT TERM; mount -t tmpfs -o size=%dm,mode=0777 none \"$PWD/disk\""
          + " && echo mounted && cat; umount -l \"$PWD/disk\"";

  private static final byte[] BLOCK = new byte[1 << 20];
  private static final int PAGE = 4096;

  private final Path folder = Folders.fresh("disk");
  private final Process shell;
  private final Path root;

  /** Mounts one of so many megabytes. */
  public SmallDisk(int megabytes) {
    List<String> command = new ArrayList<>(isRoot() ? List.of() : List.of("unshare", "-Urm"));
    command.addAll(List.of("sh", "-c", String.format(Locale.ROOT, SHELL, megabytes)));
    try {
      Path disk = Files.createDirectory(folder.resolve("disk"));
      shell =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = shell.inputReader(StandardCharsets.UTF_8).readLine();
      if (!"mounted".equals(said)) {
        throw new IllegalStateException("No small disk could be mounted: " + said);
      }
      Path seen = isRoot() ? Path.of("/") : Path.of("/proc", "" + shell.pid(), "root");
      root = seen.resolve(Path.of("/").relativize(disk));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new folder on it. */
  public Path folder(String name) {
    try {
      return Files.createDirectory(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all the room that is left. */
  public void fill() {
    write(BLOCK.length);
    write(PAGE);
  }

  /** Takes all the room that is left but so many megabytes. */
  public void fillUpTo(int megabytes) {
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (root.toFile().getUsableSpace() > (long) megabytes * BLOCK.length) {
        out.write(BLOCK);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(int bytes) {
    try (OutputStream out =
        Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(BLOCK, 0, bytes);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw new UncheckedIOException(full);
      }
    }
  }

  /** Gives back what {@link #fill()} took. */
  public void makeRoom() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return root.resolve("filler");
  }

  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      shell.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }
}
