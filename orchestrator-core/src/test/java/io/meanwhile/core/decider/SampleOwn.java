package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Steps that are the orchestrator's own work, short to write. */
final class SampleOwn {
  private SampleOwn() {}

  /** A timer: an expression that gives a duration or an instant. */
  static Step timer(String name, String expression, String... after) {
    return step(name, Own.TIMER, Map.of(Timers.FOR, computed(expression)), after);
  }

  /** Waits for a payment of the order that the input names. */
  static Step await(String name, String... after) {
    Map<String, Template> input =
        Map.of(
            "name", new Template.Literal("payment"),
            "of", new Template.Literal("message.order"),
            "key", computed("input.order"));
    return step(name, Own.MESSAGE, input, after);
  }

  /** A message, or a decision, for this effect. */
  static Function<Instant, SagaCommand> came(String id, String effect, Object data) {
    return at ->
        new SagaCommand.Observe(
            at,
            new Observation(
                EffectKey.parse(effect),
                Own.PARTICIPANT,
                id,
                Report.FINAL,
                null,
                data,
                null,
                null,
                null,
                at),
            null);
  }

  /** Operators and Bob may approve or reject. */
  static Step decision(String name, String... after) {
    Map<String, Template> input =
        Map.of(
            "who", new Template.Literal(List.of("operator", "bob")),
            "choices", new Template.Literal(List.of("approve", "reject")));
    return step(name, Own.DECISION, input, after);
  }

  static Function<Instant, SagaCommand> decided(
      String step, String choice, String who, String... roles) {
    return at -> new SagaCommand.Decide(at, step, choice, null, who, Set.of(roles), "looked at it");
  }

  /** A message to the saga itself. */
  static Function<Instant, SagaCommand> told(String name, String id, Object data) {
    return at -> new SagaCommand.Tell(at, name, id, data);
  }

  static Template computed(String expression) {
    return new Template.Computed(Expression.compile(expression));
  }

  static Step step(String name, Own own, Map<String, Template> input, String... after) {
    Map<String, Level> levels = new LinkedHashMap<>();
    for (String place : after) {
      levels.put(place, Level.FINAL);
    }
    Call like = Sample.call("x/y");
    Call call =
        new Call(
            own.target(),
            new Template.Fields(input),
            like.answer(),
            like.deadline(),
            like.retry(),
            like.confirm(),
            null,
            null,
            like.grace());
    return new Step(name, levels, call, null, false, false);
  }
}
