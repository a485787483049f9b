package com.hexabuilders.onboarding.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One Java file as the compiler reads it, and what is wrong with it by the house rules. */
final class JavaSource {

  static final int LONGEST_FILE = 200;
  static final int LONGEST_METHOD = 25;

  private static final Pattern SLEEP =
      Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
  private static final Pattern SWITCHED_OFF =
      Pattern.compile("@Disabled|@Ignore\\b|@DirtiesContext|assumeTrue|assumeThat");

  /** Consumer threads in an outage, and the command that watches for a broker. */
  private static final Set<String> MAY_PAUSE =
      Set.of("ReceiveLoop.java", "Outage.java", "WatchCommand.java");

  private final String name;
  private final String text;
  private final List<String> faults = new ArrayList<>();

  private JavaSource(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Faults of a file, one sentence each.
   *
   * @param isMain whether it is part of the product; tests may be long where they tell a story
   */
  static List<String> faults(String name, String text, boolean isMain) throws IOException {
    JavaSource source = new JavaSource(name, text);
    source.checkText(isMain);
    if (isMain) {
      source.checkTree();
    }
    return source.faults;
  }

  private void checkText(boolean isMain) {
    long lines = text.lines().count();
    if (lines > LONGEST_FILE) {
      fault("has %d lines; split it by meaning".formatted(lines));
    }
    if (SLEEP.matcher(text).find() && !MAY_PAUSE.contains(name)) {
      fault("sleeps; only consumer threads pause, tests wait for something");
    }
    if (!isMain && SWITCHED_OFF.matcher(text).find()) {
      fault("switches a test off, or throws a whole context away");
    }
  }

  private void checkTree() throws IOException {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file()));
    DocTrees docs = DocTrees.instance(task);
    for (CompilationUnitTree unit : task.parse()) {
      for (Tree type : unit.getTypeDecls()) {
        if (docs.getDocComment(TreePath.getPath(unit, type)) == null) {
          fault("has no javadoc on " + ((ClassTree) type).getSimpleName());
        }
      }
      new MethodLengths(docs, unit).scan(unit, null);
    }
  }

  private void fault(String what) {
    faults.add(name + " " + what + ".");
  }

  private JavaFileObject file() {
    return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private final class MethodLengths extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private final CompilationUnitTree unit;

    MethodLengths(DocTrees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.unit = unit;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = unit.getLineMap();
        long first =
            lines.getLineNumber(
                trees.getSourcePositions().getStartPosition(unit, method.getBody()));
        long last =
            lines.getLineNumber(trees.getSourcePositions().getEndPosition(unit, method.getBody()));
        long inside = last - first - 1;
        if (inside > LONGEST_METHOD) {
          fault("has a method %s of %d lines".formatted(method.getName(), inside));
        }
      }
      return super.visitMethod(method, nothing);
    }
  }
}
