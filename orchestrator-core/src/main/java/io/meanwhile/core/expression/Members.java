package io.meanwhile.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members that an expression reads without asking first whether they are there. */
final class Members {
  private Members() {}

  static List<Member> in(CelAbstractSyntaxTree tree, String source) {
    List<CelExpr> nodes =
        CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr).toList();
    if (nodes.stream().noneMatch(node -> node.getKind() == Kind.SELECT)) {
      return List.of();
    }
    List<String> ownNames = new ArrayList<>();
    List<List<String>> askedFor = new ArrayList<>();
    for (CelExpr node : nodes) {
      if (node.getKind() == Kind.COMPREHENSION) {
        ownNames.add(node.comprehension().iterVar());
      }
      List<String> path = node.getKind() == Kind.SELECT ? path(node) : null;
      if (path != null && node.select().testOnly()) {
        askedFor.add(path);
      }
    }
    Map<Long, Integer> places = tree.getSource().getPositionsMap();
    List<Member> members = new ArrayList<>();
    for (CelExpr node : nodes) {
      List<String> path = node.getKind() == Kind.SELECT ? path(node) : null;
      Integer dot = places.get(node.id());
      if (path != null
          && dot != null
          && !ownNames.contains(path.getFirst())
          && askedFor.stream().noneMatch(asked -> begins(path, asked))) {
        members.add(member(path, source, dot));
      }
    }
    return List.copyOf(members);
  }

  private static boolean begins(List<String> path, List<String> with) {
    return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
  }

  /** Null when it is not read from a variable by names alone. */
  private static @Nullable List<String> path(CelExpr expr) {
    String name;
    CelExpr of;
    if (expr.getKind() == Kind.IDENT) {
      return List.of(expr.ident().name());
    } else if (expr.getKind() == Kind.SELECT) {
      name = expr.select().field();
      of = expr.select().operand();
    } else if (expr.getKind() == Kind.CALL && expr.call().function().equals("_[_]")) {
      CelExpr index = expr.call().args().get(1);
      boolean text =
          index.getKind() == Kind.CONSTANT
              && index.constant().getKind() == CelConstant.Kind.STRING_VALUE;
      name = text ? index.constant().stringValue() : null;
      of = expr.call().args().getFirst();
    } else {
      return null;
    }
    List<String> before = name == null ? null : path(of);
    if (before == null || name == null) {
      return null;
    }
    List<String> path = new ArrayList<>(before);
    path.add(name);
    return path;
  }

  /** The place of a member is its dot's, in code points; its name may stand on the next line. */
  private static Member member(List<String> path, String source, int dot) {
    int at = source.offsetByCodePoints(0, dot) + 1;
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    String before = source.substring(0, at);
    int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
    int column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, at);
    return new Member(path, line, column);
  }
}
