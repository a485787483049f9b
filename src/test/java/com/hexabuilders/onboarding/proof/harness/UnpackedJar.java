package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The built jar, installed by its own verb.
 *
 * <p>A start from here takes a fifth of the processor time that {@code java -jar} takes: no nested
 * jars, classes from the archive, and the faster compiler alone. Both are made once per jar, in
 * {@code unpacked} beside it.
 */
final class UnpackedJar {

  private final Path jar;
  private final Path folder;
  private final Path launcher;
  private final Path archive;

  private UnpackedJar(Path jar) {
    this.jar = jar;
    this.folder = jar.resolveSibling("unpacked");
    this.launcher = folder.resolve("start");
    this.archive = folder.resolve("classes.jsa");
  }

  /** The launcher of the built jar, installed. */
  static Path launcher() {
    return made().launcher;
  }

  /** Returns the words that start the built jar from its unpacked files, up to its arguments. */
  static List<String> command() {
    return made().words();
  }

  private static UnpackedJar made() {
    UnpackedJar unpacked = new UnpackedJar(PackagedApp.jar());
    unpacked.makeUnlessMade();
    return unpacked;
  }

  /** The launcher's words, with a smaller heap and the faster compiler alone. */
  private List<String> words() {
    String sharing = Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-Xshare:auto";
    List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx512m"));
    command.addAll(ChildProcess.BRIEF_LIFE);
    command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", sharing, "-jar"));
    command.add(folder.resolve(jar.getFileName()).toString());
    return command;
  }

  /** One test JVM makes the files, others wait for them. */
  private void makeUnlessMade() {
    Path lock = jar.resolveSibling("unpacked.lock");
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      if (!isMade()) {
        make();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isMade() throws IOException {
    return Files.exists(launcher)
        && Files.getLastModifiedTime(launcher).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  private void make() {
    Folders.delete(folder);
    Ended installed = PackagedVerb.install(ChildProcess.java(), folder);
    if (installed.exitCode() != 0) {
      throw new IllegalStateException(installed.output());
    }
  }

  /** Unpacks a jar into a folder: the application's classes in one jar, and libraries. */
  static void unpack(Path jar, Path into) {
    Ended ended =
        ExploredApp.java(
            "-Djarmode=tools", "-jar", jar + "", "extract", "--destination", into + "");
    if (ended.exitCode() != 0) {
      throw new IllegalStateException(ended.output());
    }
  }
}
