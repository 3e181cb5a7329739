package io.meanwhile.core.expression;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The functions that expressions may call. */
final class Vocabulary {
  /** The names of types, and not one function: those are declared as they are called. */
  static final CelStandardDeclarations TYPES =
      CelStandardDeclarations.newBuilder().filterFunctions((_, _) -> false).build();

  /**
   * By name, each with all that it takes. The checker looks no further than the innermost
   * declarations of which one fits, so that those of the language must stand beside those of
   * decimals.
   */
  private static final Map<String, CelFunctionDecl> FUNCTIONS = functions();

  private Vocabulary() {}

  private static Map<String, CelFunctionDecl> functions() {
    Map<String, CelFunctionDecl> functions = new TreeMap<>();
    Stream.of(
            Arrays.stream(StandardFunction.values()).map(StandardFunction::functionDecl),
            Stream.of(Absolute.DECLARATION),
            Language.DECIMALS.declarations().stream())
        .flatMap(all -> all)
        .collect(
            groupingBy(
                CelFunctionDecl::name,
                flatMapping(declared -> declared.overloads().stream(), toList())))
        .forEach((name, overloads) -> functions.put(name, together(name, overloads)));
    return Map.copyOf(functions);
  }

  private static CelFunctionDecl together(String name, List<CelOverloadDecl> overloads) {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  /** Those that this expression calls; what it calls and nobody knows, the checker tells. */
  static List<CelFunctionDecl> calledIn(CelAbstractSyntaxTree parsed) {
    return CelNavigableAst.fromAst(parsed)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
        .map(expr -> FUNCTIONS.get(expr.call().function()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
