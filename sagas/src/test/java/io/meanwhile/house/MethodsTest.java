package io.meanwhile.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodsTest {

  private static final int MOST_CODE_LINES = 40;

  private final Findings findings = read();

  @Test
  void noMethodHasMoreThan40LinesOfCode() {
    assertThat(findings.methods).isGreaterThan(60);
    assertThat(findings.longMethods).isEmpty();
  }

  @Test
  void everySwitchUsesArrows() {
    assertThat(findings.cases).isGreaterThan(10);
    assertThat(findings.colonCases).isEmpty();
  }

  private static Findings read() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = SourceTree.files(".java");
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      JavacTask task =
          (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
      Findings findings = new Findings(Trees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        findings.scan(unit, null);
      }
      return findings;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class Findings extends TreePathScanner<Void, Void> {
    private final Trees trees;
    private final List<String> longMethods = new ArrayList<>();
    private final List<String> colonCases = new ArrayList<>();
    private int methods;
    private int cases;

    Findings(Trees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      methods++;
      long lines = method.getBody() == null ? 0 : codeLines(method.getBody());
      if (lines > MOST_CODE_LINES) {
        longMethods.add(at(method) + " " + method.getName() + " has " + lines);
      }
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitCase(CaseTree branch, Void nothing) {
      cases++;
      if (branch.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
        colonCases.add(at(branch));
      }
      return super.visitCase(branch, null);
    }

    /** Without the braces' own lines, blank lines and comments. */
    private long codeLines(Tree body) {
      List<String> lines = SourceTree.lines(file());
      long first = line(trees.getSourcePositions().getStartPosition(unit(), body)) + 1;
      long last = line(trees.getSourcePositions().getEndPosition(unit(), body)) - 1;
      return LongStream.rangeClosed(first, last)
          .mapToObj(number -> lines.get((int) number - 1).strip())
          .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("*"))
          .count();
    }

    private String at(Tree tree) {
      return file() + ":" + line(trees.getSourcePositions().getStartPosition(unit(), tree));
    }

    private long line(long position) {
      return unit().getLineMap().getLineNumber(position);
    }

    private Path file() {
      return Path.of(unit().getSourceFile().toUri());
    }

    private CompilationUnitTree unit() {
      return getCurrentPath().getCompilationUnit();
    }
  }
}
