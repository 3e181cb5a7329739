package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.ResultShape;
import org.jspecify.annotations.Nullable;

/**
 * What a step expects of a result: that it fits, that it is right, that what it proposes may be.
 */
final class Expecting {
  private static final String FITS = "a result as 'returns' says";

  private Expecting() {}

  /** A result that is not as expected. */
  record Breach(String expected, String observed) {}

  /** Null when the result is as the step expects, or it expects nothing. */
  static @Nullable Breach breach(Turn turn, EffectKey key) {
    Call call = turn.call(key);
    Breach breach = call.expects() ? breach(turn, key, call) : null;
    String flaw = breach == null ? Proposals.flaw(turn, key) : null;
    return flaw == null ? breach : new Breach(Proposals.expected(), flaw);
  }

  private static @Nullable Breach breach(Turn turn, EffectKey key, Call call) {
    Object result = turn.effect(key).result();
    ResultShape returns = call.returns();
    String misfit = returns == null ? null : returns.misfit(result);
    if (misfit != null) {
      return new Breach(FITS, "The result does not fit: " + misfit);
    }
    return call.expect() == null ? null : breach(turn, key, call.expect(), result);
  }

  /** Also when the expectation cannot be computed. */
  private static @Nullable Breach breach(
      Turn turn, EffectKey key, Expression expect, @Nullable Object result) {
    try {
      Scope scope =
          key.isAction()
              ? DataScope.at(turn.definition, turn.saga(), key.place())
              : DataScope.lastKnown(turn.definition, turn.saga(), turn.effect(key.undone()));
      Object value = expect.evaluate(scope.withResult(result));
      return Boolean.TRUE.equals(value)
          ? null
          : new Breach(expect.source(), "The result breaks it: " + result);
    } catch (ExpressionException failed) {
      return new Breach(expect.source(), "It cannot be computed: " + failed.getMessage());
    }
  }
}
