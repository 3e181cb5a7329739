package io.meanwhile.core.checker;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition with its data taken out and its counts bounded: inputs and results say nothing, an
 * expectation is met or broken as the checker wants to see it.
 */
final class Abstraction {
  private static final Expression AS_EXPECTED =
      Expression.compile("result != '" + Outside.UNEXPECTED + "'");

  private Abstraction() {}

  static Definition of(Definition definition) {
    return new Definition(
        definition.ref(),
        null,
        null,
        Map.of(),
        definition.deadline(),
        definition.steps().stream().map(step -> step(step)).toList(),
        definition.complete(),
        null);
  }

  private static Step step(Step step) {
    Call undo = step.undo() == null ? null : call(step.undo());
    return new Step(
        step.name(), step.after(), call(step.action()), undo, step.pivot(), step.irreversible());
  }

  private static Call call(Call call) {
    int attempts = Math.min(call.retry().attempts(), Bounds.ATTEMPTS);
    return new Call(
        call.to(),
        null,
        call.answer(),
        call.deadline(),
        new Retry(attempts, Duration.ZERO, 1, Duration.ZERO, 0),
        finality(call.confirm()),
        expectation(call.expect()),
        call.probe(),
        call.grace());
  }

  private static Finality finality(Finality finality) {
    return switch (finality) {
      case Finality.Reply reply -> reply;
      case Finality.Depth depth ->
          new Finality.Depth(Math.min(depth.confirmations(), Bounds.DEPTH));
    };
  }

  /** One that reads nothing says the same every time, and is kept. */
  private static @Nullable Expression expectation(@Nullable Expression expect) {
    return expect == null || expect.variablesRead().isEmpty() ? expect : AS_EXPECTED;
  }
}
