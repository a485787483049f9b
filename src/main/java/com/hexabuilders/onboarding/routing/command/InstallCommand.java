package com.hexabuilders.onboarding.routing.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.system.ApplicationHome;

/**
 * {@code install}: unpacks the jar into a folder from which it starts in half the time. The folder
 * has the application's classes in one jar, its libraries, an archive of what the JVM makes of
 * them, and a launcher.
 *
 * <p>The launcher is written last. What a crash leaves is a folder without it, to be removed.
 */
final class InstallCommand {

  private static final String LAUNCHER = "start";

  private final PrintStream out;

  InstallCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Installs the jar that runs this.
   *
   * @param words the folder alone; it is new or empty
   */
  void run(List<String> words) throws CommandFailure {
    if (words.size() != 1 || words.get(0).startsWith("-")) {
      throw CommandFailure.misused("install takes the name of a new folder.");
    }
    Path folder = Path.of(words.get(0)).toAbsolutePath().normalize();
    refuseUnlessEmpty(folder);
    Path jar = packagedJar();
    try {
      install(jar, folder);
    } catch (IOException e) {
      throw CommandFailure.failed("The folder " + folder + " cannot be written: " + e + ".");
    }
  }

  private void install(Path jar, Path folder) throws CommandFailure, IOException {
    out.println("Unpacking into " + folder + ".");
    JavaChild.runToItsEnd(
        folder.resolve("unpack.log"),
        List.of(
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--force",
            "--destination",
            folder.toString()));
    out.println("Onboarding invented partners, so that the JVM learns what it will need.");
    Path application = folder.resolve(jar.getFileName());
    JvmArchive archive = JvmArchive.ofThisJava(folder);
    try (Rehearsal rehearsal = new Rehearsal(application)) {
      rehearsal.run(archive.making());
    }
    archive.refuseUnlessMade();
    out.println("Start it with " + launcher(application, archive) + " instead of java -jar.");
  }

  private static void refuseUnlessEmpty(Path folder) throws CommandFailure {
    try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      if (files.findAny().isPresent()) {
        throw CommandFailure.failed("The folder " + folder + " is not empty: name a new one.");
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CommandFailure.failed("The folder " + folder + " cannot be made: " + e + ".");
    }
  }

  private static Path packagedJar() throws CommandFailure {
    File source = new ApplicationHome(InstallCommand.class).getSource();
    if (source == null || !source.isFile() || Files.exists(source.toPath().resolveSibling("lib"))) {
      throw CommandFailure.failed("Only the packaged jar can be installed, with java -jar.");
    }
    return source.toPath();
  }

  /** A launcher that uses this Java: the archive fits no other. */
  private static Path launcher(Path application, JvmArchive archive) throws IOException {
    Path unfinished = application.resolveSibling(LAUNCHER + ".new");
    Files.writeString(
        unfinished,
        String.format(
            Locale.ROOT,
            """
            #!/bin/sh
            # Starts the application; arguments and JDK_JAVA_OPTIONS are as with java -jar.
            here=$(cd "$(dirname "$0")" && pwd)
            exec '%s' -XX:+ExitOnOutOfMemoryError %s -jar "$here/%s" "$@"
            """,
            JavaChild.JAVA,
            archive.using("$here"),
            application.getFileName()));
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path launcher = application.resolveSibling(LAUNCHER);
    return Files.move(unfinished, launcher, StandardCopyOption.ATOMIC_MOVE);
  }
}
