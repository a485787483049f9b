package com.hexabuilders.onboarding.routing.command;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a JVM can keep of a run for later starts. From Java 25 on that is an ahead-of-time cache
 * (JEP 514), with loaded and linked classes and profiles of methods. Before it is an archive of
 * classes (JEP 350). A JVM that does not fit the file starts without it.
 *
 * @param option that names the file when it is used
 * @param makingOption that names it when it is made, at the end of the run
 * @param silence keeps the JVM from telling that the file does not fit
 */
record JvmArchive(Path file, String option, String makingOption, String silence) {

  private static final int FIRST_WITH_CACHE = 25;

  /** The archive in this folder for the Java that runs this. */
  static JvmArchive ofThisJava(Path folder) {
    return Runtime.version().feature() >= FIRST_WITH_CACHE
        ? new JvmArchive(
            folder.resolve("classes.aot"), "-XX:AOTCache=", "-XX:AOTCacheOutput=", "-Xlog:aot=off")
        : new JvmArchive(
            folder.resolve("classes.jsa"),
            "-XX:SharedArchiveFile=",
            "-XX:ArchiveClassesAtExit=",
            "-Xlog:cds=off -Xlog:cds+dynamic=off");
  }

  /** The JVM's option for the run that makes it. */
  String making() {
    return makingOption + file;
  }

  void refuseUnlessMade() throws CommandFailure {
    if (!Files.exists(file)) {
      throw CommandFailure.failed("This Java made no " + file + "; use a JDK of Java 17 or later.");
    }
  }

  /** The JVM's options for later starts, in the shell's words. */
  String using(String folder) {
    return option + "\"" + folder + "/" + file.getFileName() + "\" " + silence;
  }
}
