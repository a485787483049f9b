package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.harness.ExploredApp;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles changed sources of the application into a folder that goes before its own classes. */
final class Patch {

  private static final String ROOT = "com/hexabuilders/onboarding/";

  /** Makes every failpoint call the trap. */
  private static final Edit TRAPPED =
      new Edit(
          "saga/Failpoint",
          "// a test's own version of this class takes its place",
          "com.hexabuilders.onboarding.proof.explorer.Trap.reached(name());");

  /**
   * A change of a source file.
   *
   * @param file its path below the root package, without ending
   * @param old a text that must be in it exactly once
   * @param replacement what stands there instead
   */
  record Edit(String file, String old, String replacement) {}

  private Patch() {}

  /** The failpoints with their trap, and these edits. */
  static Path compile(Path into, Path unpacked, List<Edit> edits) {
    Map<String, String> sources = new LinkedHashMap<>();
    apply(TRAPPED, sources);
    edits.forEach(edit -> apply(edit, sources));
    List.of("proof/explorer/Trap", "proof/explorer/Fault")
        .forEach(file -> sources.put(file, read("src/test/java/", file)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    String classPath = ExploredApp.classPath(unpacked);
    List<String> options =
        List.of("-d", into.toString(), "-cp", classPath, "-parameters", "-proc:none");
    List<Source> units = new ArrayList<>();
    sources.forEach((file, text) -> units.add(new Source(file, text)));
    if (!compiler.getTask(messages, null, null, options, null, units).call()) {
      throw new IllegalStateException(messages.toString());
    }
    return into;
  }

  private static void apply(Edit edit, Map<String, String> sources) {
    String text = sources.computeIfAbsent(edit.file(), file -> read("src/main/java/", file));
    int first = text.indexOf(edit.old());
    if (first < 0 || text.indexOf(edit.old(), first + 1) >= 0) {
      throw new IllegalStateException(
          edit.file() + " must have exactly one place with: " + edit.old());
    }
    sources.put(edit.file(), text.replace(edit.old(), edit.replacement()));
  }

  private static String read(String root, String file) {
    try {
      return Files.readString(Path.of(root + ROOT + file + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("string:///" + ROOT + file + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
