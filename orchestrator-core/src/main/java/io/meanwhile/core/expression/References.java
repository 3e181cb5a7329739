package io.meanwhile.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.SimpleType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an expression reads, from its syntax tree. */
final class References {
  /** What computes never says true or false; of what is read, the type is not known before. */
  private static final Set<String> COMPUTE =
      Set.of("_+_", "_-_", "_*_", "_/_", "_%_", "-_", "abs", "min", "max");

  private References() {}

  /** {@code steps.NAME} and {@code steps['NAME']}. */
  static Set<String> steps(CelAbstractSyntaxTree tree) {
    return nodes(tree).flatMap(node -> step(node.expr())).collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> variables(CelAbstractSyntaxTree tree) {
    return nodes(tree)
        .map(CelNavigableExpr::expr)
        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.IDENT)
        .map(expr -> expr.ident().name())
        .filter(Expression.VARIABLES::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** False when it gives a number, a text or anything else that is neither true nor false. */
  static boolean mayBeTruth(CelAbstractSyntaxTree tree) {
    CelExpr root = tree.getExpr();
    boolean computes =
        root.getKind() == CelExpr.ExprKind.Kind.CALL && COMPUTE.contains(root.call().function());
    return !computes
        && (tree.getResultType().equals(SimpleType.BOOL)
            || tree.getResultType().equals(SimpleType.DYN));
  }

  /** True when it reads this variable. */
  static boolean reads(CelAbstractSyntaxTree tree, String variable) {
    return nodes(tree)
        .map(CelNavigableExpr::expr)
        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.IDENT)
        .anyMatch(expr -> expr.ident().name().equals(variable));
  }

  /** Where {@code ==} stands when the whole is an equality; below 0 when it is none. */
  static int equality(CelAbstractSyntaxTree tree, String source) {
    CelExpr root = tree.getExpr();
    boolean equality =
        root.getKind() == CelExpr.ExprKind.Kind.CALL && root.call().function().equals("_==_");
    Integer points = equality ? tree.getSource().getPositionsMap().get(root.id()) : null;
    if (points == null) {
      return -1;
    }
    int at = source.offsetByCodePoints(0, points);
    return source.startsWith("==", at) ? at : -1;
  }

  private static Stream<CelNavigableExpr> nodes(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree).getRoot().allNodes();
  }

  private static Stream<String> step(CelExpr expr) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && isSteps(expr.select().operand())) {
      return Stream.of(expr.select().field());
    }
    if (expr.getKind() == CelExpr.ExprKind.Kind.CALL
        && expr.call().function().equals("_[_]")
        && isSteps(expr.call().args().getFirst())) {
      CelExpr index = expr.call().args().get(1);
      boolean name =
          index.getKind() == CelExpr.ExprKind.Kind.CONSTANT
              && index.constant().getKind() == CelConstant.Kind.STRING_VALUE;
      return name ? Stream.of(index.constant().stringValue()) : Stream.empty();
    }
    return Stream.empty();
  }

  private static boolean isSteps(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.IDENT && expr.ident().name().equals("steps");
  }
}
