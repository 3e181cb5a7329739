package io.meanwhile.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts that an expression hands to a function as they stand, {@code decimal('abc')} for example:
 * what can never be read is told when the expression is, not when a saga gets there.
 */
final class Literals {
  private static final String TEXT = "input";
  private static final Map<String, CelRuntime.Program> TRIED = new LinkedHashMap<>();

  static {
    Reading reading = Reading.over(List.of(TEXT));
    TRIED.put("decimal", program(reading, "decimal(input)"));
    TRIED.put("duration", program(reading, "duration(input)"));
    TRIED.put("timestamp", program(reading, "timestamp(input)"));
    TRIED.put("matches", program(reading, "''.matches(input)"));
  }

  private Literals() {}

  /**
   * Tries them all.
   *
   * @throws ExpressionException with the place of the first that cannot be read
   */
  static void check(CelAbstractSyntaxTree tree, String source) {
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
        .forEach(call -> check(call, tree, source));
  }

  private static void check(CelExpr call, CelAbstractSyntaxTree tree, String source) {
    CelRuntime.Program program = TRIED.get(call.call().function());
    CelExpr last = call.call().args().isEmpty() ? null : call.call().args().getLast();
    String text = program == null || last == null ? null : text(last);
    if (program == null || last == null || text == null) {
      return;
    }
    try {
      program.eval(Map.of(TEXT, text));
    } catch (CelEvaluationException wrong) {
      Integer at = tree.getSource().getPositionsMap().get(last.id());
      throw at(source, at == null ? 0 : at, Expression.why(wrong));
    }
  }

  private static @Nullable String text(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }

  /** Places count code points, from the beginning of the source. */
  private static ExpressionException at(String source, int points, String why) {
    String before = source.substring(0, source.offsetByCodePoints(0, points));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
    return new ExpressionException(why, line, column);
  }

  private static CelRuntime.Program program(Reading reading, String source) {
    try {
      return Language.RUNTIME.createProgram(reading.read(source));
    } catch (CelValidationException | CelEvaluationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
