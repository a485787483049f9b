package com.hexabuilders.onboarding.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Java files as the compiler reads them, and what is wrong with them by the house rules. */
final class JavaTrees {

  static final int LONGEST_METHOD = 25;

  private final List<String> faults = new ArrayList<>();
  private final DocTrees docs;

  private JavaTrees(JavacTask task) throws IOException {
    docs = DocTrees.instance(task);
    for (CompilationUnitTree unit : task.parse()) {
      checkJavadoc(unit);
      new MethodLengths(unit).scan(unit, null);
    }
  }

  /** Types without javadoc and methods that are too long, one sentence each. */
  static List<String> faults(List<JavaSource> sources) throws IOException {
    return new JavaTrees(
            (JavacTask)
                ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, null, List.of("-proc:none"), null, sources))
        .faults;
  }

  private void checkJavadoc(CompilationUnitTree unit) {
    for (Tree type : unit.getTypeDecls()) {
      if (docs.getDocComment(TreePath.getPath(unit, type)) == null) {
        faults.add("%s has no javadoc.".formatted(((ClassTree) type).getSimpleName()));
      }
    }
  }

  private final class MethodLengths extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;

    MethodLengths(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null && linesInside(method.getBody()) > LONGEST_METHOD) {
        faults.add(
            "%s has a method %s of %d lines."
                .formatted(
                    unit.getSourceFile().getName(),
                    method.getName(),
                    linesInside(method.getBody())));
      }
      return super.visitMethod(method, nothing);
    }

    private long linesInside(Tree braces) {
      SourcePositions at = docs.getSourcePositions();
      long first = unit.getLineMap().getLineNumber(at.getStartPosition(unit, braces));
      long last = unit.getLineMap().getLineNumber(at.getEndPosition(unit, braces));
      return last - first - 1;
    }
  }
}
