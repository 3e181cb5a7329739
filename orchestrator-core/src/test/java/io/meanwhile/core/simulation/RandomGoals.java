package io.meanwhile.core.simulation;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Gives a definition guards, and a goal that is less than all of its steps, from a seed. */
final class RandomGoals {
  private RandomGoals() {}

  static Definition in(Random random, Definition d) {
    List<Step> steps = new ArrayList<>();
    for (Step step : d.steps()) {
      steps.add(random.nextInt(3) == 0 ? step.guarded(guard(random, step)) : step);
    }
    Level level = random.nextInt(4) == 0 ? Level.CONFIRMED : Level.FINAL;
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        steps,
        new Completion(goal(random, d.stepNames()), level),
        d.result(),
        d.onDivergence());
  }

  /** About the step before it: whether it stands, or was skipped or done without. */
  private static Expression guard(Random random, Step step) {
    List<String> before = new ArrayList<>(step.after().keySet());
    if (before.isEmpty() || random.nextInt(4) == 0) {
      return Expression.compile(random.nextInt(3) == 0 ? "false" : "saga.id == 's'");
    }
    String read = "has(steps." + before.get(random.nextInt(before.size())) + ")";
    return Expression.compile(random.nextInt(3) == 0 ? "!" + read : read);
  }

  private static Goal goal(Random random, List<String> names) {
    List<String> some = new ArrayList<>(names);
    Collections.shuffle(some, random);
    List<String> of = some.subList(0, 1 + random.nextInt(some.size()));
    return switch (random.nextInt(4)) {
      case 0 -> new Goal.All();
      case 1 -> new Goal.Any();
      case 2 -> new Goal.AtLeast(1 + random.nextInt(of.size()), of);
      default -> {
        String either = "has(steps." + names.getFirst() + ") || has(steps." + names.getLast() + ")";
        yield new Goal.Holds(Expression.compile(either));
      }
    };
  }
}
