package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import java.util.List;

/** Definitions with another goal. */
final class SampleGoals {
  private SampleGoals() {}

  static Definition complete(Goal goal, Level level, Definition d) {
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        d.steps(),
        new Completion(goal, level),
        d.result(),
        d.onDivergence());
  }

  static Definition atLeast(int count, List<String> of, Definition d) {
    return complete(new Goal.AtLeast(count, of), Level.FINAL, d);
  }

  static Definition any(Definition d) {
    return complete(new Goal.Any(), Level.FINAL, d);
  }

  static Definition holds(String expression, Definition d) {
    return complete(new Goal.Holds(Expression.compile(expression)), Level.FINAL, d);
  }
}
