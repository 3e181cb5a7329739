package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.guarded;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Tampered.by;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.JoinReached;
import io.meanwhile.core.model.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Bugs in what guards and goals read of groups, proposals and what comes back. */
final class ReadPlants {
  private static final Step LEGS = ReadSteps.fanOut("legs", new Join.All(), step("legs"));
  private static final Definition GUARD =
      definition(LEGS, guarded(step("done", "legs"), "size(steps.legs.result) > 1"));
  private static final Definition PLAN =
      definition(
          Objects.requireNonNull(ReadSteps.KINDS.get("a step that proposes")).apply("plan"),
          guarded(step("done", "plan"), "size(steps.plan.result.steps) > 0"));
  private static final Definition GOAL =
      definition(
          null,
          new Completion(
              new Goal.Holds(Expression.compile("size(steps.legs.result) > 1")), Level.FINAL),
          LEGS);

  /** It looks at a result that is not final yet, and may be another one in the end. */
  private static final Definition EARLY =
      definition(
          step("a", call("a/do", 2, false, null), call("a/undo")),
          guarded(step("b", "a@confirmed"), "steps.a.result.ok"));

  private ReadPlants() {}

  static void add(Plants plants) {
    plants.put(
        "a step begins though its guard does not want what a group brought",
        by(d -> guards(d, "1 < 2")),
        GUARD,
        0);
    plants.put(
        "a step is left out though its guard wants what a group brought",
        by(d -> guards(d, "1 > 2")),
        GUARD,
        0);
    plants.put(
        "a step is left out though its guard wants what was proposed",
        by(d -> guards(d, "1 > 2")),
        PLAN,
        0);
    plants.put(
        "a goal is met by what a group brought, and does not want it",
        by(d -> Rewritten.goal(d, new Completion(new Goal.Any(), Level.FINAL))),
        GOAL,
        0);
    plants.put(
        "what a group brought is not what its members came to",
        each(e -> e instanceof JoinReached j ? brought(j, Arrays.asList("first", null)) : e),
        GOAL,
        0);
    plants.put(
        "a guard is not asked again when a result is another one",
        without(SagaEvent.SkipLifted.class::isInstance),
        EARLY,
        0);
  }

  private static JoinReached brought(JoinReached j, List<?> result) {
    return new JoinReached(
        j.at(), j.effect(), j.rung(), j.winners(), result, j.leftOut(), j.accepted());
  }

  private static Definition guards(Definition d, String guard) {
    return Rewritten.steps(
        d, d.steps().stream().map(s -> s.when() == null ? s : guarded(s, guard)).toList());
  }
}
