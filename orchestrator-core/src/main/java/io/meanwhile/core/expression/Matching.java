package io.meanwhile.core.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import java.util.List;

/** {@code matches}, as the language has it, for patterns that stay small. */
final class Matching {
  private static final CelFunctionOverload LANGUAGE =
      MatchesOverload.MATCHES
          .newFunctionBinding(
              Language.OPTIONS, RuntimeEquality.create(RuntimeHelpers.create(), Language.OPTIONS))
          .getDefinition();

  static final List<CelFunctionBinding> BINDINGS =
      List.of(
          CelFunctionBinding.from("matches", String.class, String.class, Matching::matches),
          CelFunctionBinding.from("matches_string", String.class, String.class, Matching::matches));

  private Matching() {}

  private static Object matches(String text, String pattern) throws CelEvaluationException {
    PatternSize.require(pattern);
    return LANGUAGE.apply(new Object[] {text, pattern});
  }
}
