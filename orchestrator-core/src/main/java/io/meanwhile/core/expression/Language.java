package io.meanwhile.core.expression;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.DurationFunction.DurationOverload;
import dev.cel.runtime.standard.EqualsOperator.EqualsOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import dev.cel.runtime.standard.NotEqualsOperator.NotEqualsOverload;
import java.util.Set;

/** CEL as it is spoken here: within bounds, and with decimals. */
final class Language {
  static final int MAX_SOURCE = 10_000;

  static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(100_000)
          .maxRegexProgramSize(10_000)
          .maxExpressionCodePointSize(MAX_SOURCE)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  static final Decimals DECIMALS = Decimals.all();

  /** Functions of the language that are bound anew. */
  private static final Set<CelStandardOverload> REPLACED =
      Set.of(
          AddOverload.ADD_STRING,
          AddOverload.ADD_LIST,
          AddOverload.ADD_BYTES,
          EqualsOverload.EQUALS,
          NotEqualsOverload.NOT_EQUALS,
          MatchesOverload.MATCHES,
          MatchesOverload.MATCHES_STRING,
          DurationOverload.DURATION_TO_DURATION,
          DurationOverload.STRING_TO_DURATION);

  static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder()
                  .filterFunctions((_, overload) -> !REPLACED.contains(overload))
                  .build())
          .addFunctionBindings(Growth.bounded())
          .addFunctionBindings(Absolute.BINDINGS)
          .addFunctionBindings(Lengths.BINDINGS)
          .addFunctionBindings(Matching.BINDINGS)
          .addFunctionBindings(Equality.BINDINGS)
          .addFunctionBindings(DECIMALS.bindings())
          .build();

  private Language() {}
}
