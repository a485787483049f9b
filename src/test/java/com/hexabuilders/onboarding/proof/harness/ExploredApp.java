package com.hexabuilders.onboarding.proof.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar's own classes, unpacked as Spring Boot's tools do it, with a folder of other
 * classes before them on the class path.
 */
public final class ExploredApp implements AutoCloseable {

  private final Path folder = Folders.fresh("explored");
  private final Path unpacked;
  private final Path before;
  private final String mainClass;
  private final List<String> properties;
  private final List<String> arguments;
  private final int port = FreePorts.next();
  private final SagaClient client = new SagaClient(port);
  private ChildProcess process;

  /**
   * Does not start it.
   *
   * @param unpacked what {@link #unpack} made
   * @param before folder whose classes win over the jar's
   * @param mainClass that is run
   * @param properties of the JVM, as {@code -Dkey=value}
   */
  public ExploredApp(
      Path unpacked,
      Path before,
      String mainClass,
      List<String> properties,
      List<String> arguments) {
    this.unpacked = unpacked;
    this.before = before;
    this.mainClass = mainClass;
    this.properties = List.copyOf(properties);
    this.arguments = List.copyOf(arguments);
  }

  /** Unpacks the built jar into a folder: the application's classes in one jar, and libraries. */
  public static Path unpack(Path into) {
    Path app = into.resolve("app");
    UnpackedJar.unpack(PackagedApp.jar(), app);
    return app;
  }

  /** Runs {@code java} with these words to its end. */
  public static Ended java(String... words) {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
    command.addAll(List.of(words));
    return ChildProcess.toEnd(Map.of(), command);
  }

  /** Class path of what was unpacked. */
  public static String classPath(Path unpacked) {
    return unpacked.resolve(PackagedApp.jar().getFileName())
        + File.pathSeparator
        + unpacked.resolve("lib").resolve("*");
  }

  /** Starts it, also after it was killed, and waits until it is ready. */
  public void start() {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx512m"));
    command.addAll(ChildProcess.BRIEF_LIFE);
    command.add("-Xshare:auto");
    command.addAll(properties);
    command.addAll(List.of("-cp", before + File.pathSeparator + classPath(unpacked)));
    command.add(mainClass);
    command.add("--server.port=" + port);
    command.addAll(arguments);
    process = ChildProcess.start(folder, folder.resolve("output.log"), Map.of(), command);
    process.awaitReady(client);
  }

  /** Waits until it is gone. */
  public void awaitExit() {
    process.awaitExit();
  }

  public SagaClient client() {
    return client;
  }

  /** Everything it wrote, over all restarts. */
  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    if (process != null) {
      process.kill9();
    }
    Folders.delete(folder);
  }
}
