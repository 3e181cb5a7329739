package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A goal that is less than all steps is met when it stands, and what it did without is listed. */
class GoalsTest {
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxStates(20_000);

  static List<Definition> goals() {
    Goal expression = new Goal.Holds(Expression.compile("steps.a.result.ok || steps.b.result.ok"));
    return List.of(
        definition(null, new Completion(new Goal.Any(), Level.FINAL), step("a"), step("b", "a")),
        definition(null, new Completion(new Goal.Any(), Level.CONFIRMED), step("a"), step("b")),
        definition(null, atLeast(2, "a", "b"), step("a"), step("b"), step("c", "a")),
        definition(null, new Completion(expression, Level.FINAL), step("a"), step("b", "a")));
  }

  private static Completion atLeast(int count, String... of) {
    return new Completion(new Goal.AtLeast(count, List.of(of)), Level.FINAL);
  }

  @ParameterizedTest
  @MethodSource("goals")
  void noGoalIsTakenForMetThatDoesNotStand(Definition definition) {
    CheckReport report = Checker.check(definition, BOUNDS).assertSound();

    assertThat(report.endStates().stream().map(CheckReport.EndState::end)).contains("COMPLETED");
  }
}
