package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Bash as a reader of the documentation has it, in an application's folder: {@code docs} and {@code
 * target} are those of the project, {@code data} is the application's, {@code java} is that of this
 * JVM, and the jar's verbs speak to the application's broker.
 */
public final class Shell {

  /** A command that goes on while others run. */
  public static final class Background implements AutoCloseable {

    private final ChildProcess process;

    private Background(ChildProcess process) {
      this.process = process;
    }

    /** What it has written so far. */
    public String output() {
      return process.output();
    }

    @Override
    public void close() {
      ProcessHandle.of(process.pid()).stream()
          .flatMap(ProcessHandle::descendants)
          .forEach(ProcessHandle::destroyForcibly);
      process.kill9();
    }
  }

  private final PackagedApp app;
  private final Path folder = Folders.fresh("shell");
  private int commands;

  public Shell(PackagedApp app) {
    this.app = app;
    try {
      for (String shared : List.of("docs", "target")) {
        Path link = app.folder().resolve(shared);
        Files.createSymbolicLink(link, Path.of(shared).toAbsolutePath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a script to its end, at most a minute, and returns what it wrote. */
  public String run(String script) {
    ChildProcess process = begin(script);
    process.awaitExit();
    return process.output();
  }

  /** Begins a script that does not end by itself. */
  public Background begun(String script) {
    return new Background(begin(script));
  }

  private ChildProcess begin(String script) {
    commands++;
    String path = Path.of(ChildProcess.java()).getParent() + ":" + System.getenv("PATH");
    return ChildProcess.start(
        app.folder(),
        folder.resolve(commands + ".log"),
        Map.of("PATH", path, "ONBOARDING_BROKER_URL", app.brokerUrl()),
        List.of("bash", "-c", script));
  }
}
