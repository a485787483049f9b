package com.hexabuilders.onboarding.proof.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Programs of another language: {@code src/test/node/client.js} with stompit (STOMP) or rhea (AMQP
 * 1.0), at the versions of the lock file, installed once below {@code target}.
 */
public final class NodeClient {

  private static final Path SOURCE = Path.of("src/test/node");
  private static final Path FOLDER =
      Path.of("target/node-" + Integer.getInteger("test.fork", 1)).toAbsolutePath();

  private final String protocol;
  private final int port;
  private final String user;
  private final String password;

  public NodeClient(String protocol, int port, String user, String password) {
    this.protocol = protocol;
    this.port = port;
    this.user = user;
    this.password = password;
    install();
  }

  /** Drops the file's content on the start queue; further words are client.js's. */
  public Ended drop(String kind, String correlation, Path file, String... more) {
    List<String> words = new ArrayList<>(List.of("drop", kind, correlation, file.toString()));
    words.addAll(List.of(more));
    Process process = run(words);
    return ended(process);
  }

  /** Runs the example of the documentation, which speaks AMQP. */
  public Ended example(Path order) throws IOException {
    Path example = Path.of("docs/examples/drop.js");
    Files.write(FOLDER.resolve("drop.js"), Files.readAllBytes(example));
    ProcessBuilder builder = new ProcessBuilder("node", "drop.js", order.toString());
    return ended(start(configured(builder)));
  }

  /** Begins to read; whoever started it waits for {@link #ended}. */
  public Process read(String name, int count) {
    return run(List.of("read", name, Integer.toString(count)));
  }

  /** Waits for the end of a run. */
  public static Ended ended(Process process) {
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("node does not end:\n" + output);
      }
      return new Ended(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process run(List<String> words) {
    List<String> command = new ArrayList<>(List.of("node", "client.js", protocol, "" + port));
    command.addAll(words);
    return start(configured(new ProcessBuilder(command)));
  }

  private ProcessBuilder configured(ProcessBuilder builder) {
    builder.environment().put("BROKER_PORT", "" + port);
    builder.environment().put("BROKER_USER", user);
    builder.environment().put("BROKER_PASSWORD", password);
    return builder.directory(FOLDER.toFile());
  }

  private static synchronized void install() {
    try {
      File installed = FOLDER.resolve("node_modules/rhea").toFile();
      Files.createDirectories(FOLDER);
      for (String file : List.of("package.json", "package-lock.json", "client.js")) {
        Files.write(FOLDER.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
      }
      if (!installed.exists()) {
        List<String> npm = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Ended ran = ended(start(new ProcessBuilder(npm).directory(FOLDER.toFile())));
        if (ran.exitCode() != 0) {
          throw new IllegalStateException("npm ci failed:\n" + ran.output());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException("Node and npm are needed (Debian: nodejs, npm).", e);
    }
  }
}
