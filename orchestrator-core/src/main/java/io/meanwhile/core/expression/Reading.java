package io.meanwhile.core.expression;

import dev.cel.checker.CelChecker;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;

/**
 * Reads expressions over some variables, of which nothing is known beforehand.
 *
 * <p>The library's checker declares every function anew for each expression, which took nine tenths
 * of the time of a large definition. So the expression is parsed first, and checked against those
 * functions alone that it calls.
 */
final class Reading {
  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(Language.OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();

  private final List<CelVarDecl> variables;

  private Reading(List<CelVarDecl> variables) {
    this.variables = variables;
  }

  static Reading over(List<String> variables) {
    return new Reading(
        variables.stream()
            .map(name -> CelVarDecl.newVarDeclaration(name, SimpleType.DYN))
            .toList());
  }

  CelAbstractSyntaxTree read(String source) throws CelValidationException {
    CelAbstractSyntaxTree parsed = PARSER.parse(source).getAst();
    return checker(parsed).check(parsed).getAst();
  }

  private CelChecker checker(CelAbstractSyntaxTree parsed) {
    return CelCompilerFactory.standardCelCheckerBuilder()
        .setOptions(Language.OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(Vocabulary.TYPES)
        .addVarDeclarations(variables)
        .addFunctionDeclarations(Vocabulary.calledIn(parsed))
        .build();
  }
}
