package com.hexabuilders.onboarding.proof.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar as an operator runs it: its own process, its own folder, free ports.
 *
 * <p>The jar is {@code target/partner-onboarding.jar}, or what the system property {@code
 * onboarding.jar} names. A jar that a caller names runs with {@code java -jar}; otherwise the built
 * jar runs from its unpacked files, because that starts sooner ({@link UnpackedJar}). After {@link
 * #kill9()} or {@link #terminate()}, {@link #restart()} goes on with the same folder and ports;
 * {@link #close()} ends the process and deletes the folder.
 */
public final class PackagedApp implements AutoCloseable {

  private final LaunchWords words;
  private final Path folder;
  private final int port = FreePorts.next();
  private final Doors doors = Doors.free();
  private final Map<String, String> environment;
  private final SagaClient client = new SagaClient(port);
  private ChildProcess process;

  private PackagedApp(List<String> java, Map<String, String> environment, String... arguments) {
    this.words = new LaunchWords(java, List.of(arguments));
    this.environment = environment;
    this.folder = Folders.fresh("app");
  }

  /** Starts the jar with these {@code --key=value} arguments and waits until it is ready. */
  public static PackagedApp start(String... arguments) {
    PackagedApp app = launch(arguments);
    app.awaitReady();
    return app;
  }

  /** Starts the jar with these arguments and does not wait: for starts that are to fail. */
  public static PackagedApp launch(String... arguments) {
    return launch(Map.of(), arguments);
  }

  /** Launches it with more environment variables than this JVM has. */
  public static PackagedApp launch(Map<String, String> environment, String... arguments) {
    return launch(UnpackedJar.command(), environment, arguments);
  }

  /** Launches a jar with {@code java -jar}: the built one, or a copy without one of its files. */
  public static PackagedApp launch(Path jar, String... arguments) {
    return launch(jar, Map.of(), arguments);
  }

  /** Launches a jar with {@code java -jar} and more environment variables than this JVM has. */
  public static PackagedApp launch(Path jar, Map<String, String> environment, String... arguments) {
    return launch(
        List.of(ChildProcess.java(), "-Xmx512m", "-jar", jar.toString()), environment, arguments);
  }

  /** The launcher of the built jar, installed once by the Java of this JVM. */
  public static Path launcher() {
    return UnpackedJar.launcher();
  }

  /** Launches it by the launcher of an installation. */
  public static PackagedApp launchInstalled(
      Path launcher, Map<String, String> environment, String... arguments) {
    return launch(List.of(launcher.toString()), environment, arguments);
  }

  /**
   * Launches it with another command.
   *
   * @param java the words before the application's arguments
   */
  static PackagedApp launch(
      List<String> java, Map<String, String> environment, String... arguments) {
    PackagedApp app = new PackagedApp(java, environment, arguments);
    app.launchAgain();
    return app;
  }

  /** Starts it again in the same folder with the same arguments and waits until it is ready. */
  public void restart() {
    launchAgain();
    awaitReady();
  }

  /** Starts it again as {@link #restart()} does, without waiting. */
  public void launchAgain() {
    if (process != null && process.alive()) {
      throw new IllegalStateException("still running: kill9() or terminate() first");
    }
    process = ChildProcess.start(folder, log(), environment, words.all(port, doors));
  }

  /** Waits until {@code GET /sagas/health} answers 200; fails at once if the process ended. */
  public void awaitReady() {
    process.awaitReady(client);
  }

  /** Ends it as a power cut would (SIGKILL). */
  public void kill9() {
    process.kill9();
  }

  /** Stops it in the middle of whatever it does (SIGSTOP), connections and locks in hand. */
  public void freeze() {
    process.freeze();
  }

  /** Lets a frozen one go on (SIGCONT). */
  public void thaw() {
    process.signal("CONT");
  }

  /** Asks it to end (SIGTERM) and returns its exit code. */
  public int terminate() {
    return process.terminate();
  }

  /** Waits for its own end and returns its exit code. */
  public int awaitExit() {
    return process.awaitExit();
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.alive();
  }

  public SagaClient client() {
    return client;
  }

  /** See {@link SagaClient#start}. */
  public Reply start(String body) {
    return client.start(body);
  }

  /** See {@link SagaClient#awaitFinal}. */
  public JsonNode awaitFinal(String id, Duration timeout) {
    return client.awaitFinal(id, timeout);
  }

  /** See {@link SagaClient#get}. */
  public Reply get(String path) {
    return client.get(path);
  }

  public Reply post(String path, String body) {
    return client.post(path, body);
  }

  public int port() {
    return port;
  }

  /** Address of its embedded broker; meaningless if the arguments name another broker. */
  public String brokerUrl() {
    return doors.tcpUrl();
  }

  /** Where its embedded broker listens. */
  public Doors doors() {
    return doors;
  }

  /** Its working folder; the data are in {@code data} below it. */
  public Path folder() {
    return folder;
  }

  /** Everything it wrote to standard output and standard error, over all restarts. */
  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.kill9();
    Folders.delete(folder);
  }

  private Path log() {
    return folder.resolve("output.log");
  }

  /** The jar the build has made. */
  public static Path jar() {
    String named = System.getProperty("onboarding.jar", "target/partner-onboarding.jar");
    return Path.of(named).toAbsolutePath();
  }
}
