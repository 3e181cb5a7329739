package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.guarded;
import static io.meanwhile.core.checker.Examples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards and goals that read a result hold and do not hold, whatever kind of step it is of. */
class ReadResultsTest {
  private static final Bounds KEPT = Bounds.DEFAULT.withFaults(0).withMaxStates(8_000);
  private static final int STATES = Integer.getInteger("meanwhile.states", 8_000);
  private static final String NAME = "first";

  static Set<String> kinds() {
    return ReadSteps.KINDS.keySet();
  }

  private static Step read(String kind) {
    return Objects.requireNonNull(ReadSteps.KINDS.get(kind)).apply(NAME);
  }

  private static Definition goal(String expression, Step... steps) {
    Goal goal = new Goal.Holds(Expression.compile(expression));
    return definition(null, new Completion(goal, Level.FINAL), steps);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aGuardHoldsOrDoesNot(String kind) {
    Seen seen = new Seen();
    Definition guarded =
        definition(read(kind), guarded(step("then", NAME), "steps.first.result.size() > 1"));

    CheckReport report = Checker.check(guarded, KEPT, seen, 5);

    assertThat(report.violations()).as(report.toString()).isEmpty();
    assertThat(seen.sagas).contains("then begins", "then is skipped", "COMPLETED", "COMPENSATED");
    assertThat(seen.sagas).contains("COMPLETED with then", "COMPLETED without then");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aGoalIsMetOrNot(String kind) {
    Seen seen = new Seen();
    Definition goal = goal("size(steps.first.result) > 1", read(kind));

    CheckReport report = Checker.check(goal, KEPT, seen, 5);

    assertThat(report.violations()).as(report.toString()).isEmpty();
    assertThat(seen.sagas).contains("COMPLETED", "COMPENSATED", "unmet");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void aGoalOfTwoResultsIsMetByBothOrByOne(String kind) {
    Seen seen = new Seen();
    String either = "steps.first.result.ok || steps.then.result.ok";
    Definition goal = goal(either, read(kind), step("then", NAME));

    CheckReport report = Checker.check(goal, KEPT, seen, 5);

    assertThat(report.violations()).as(report.toString()).isEmpty();
    assertThat(seen.sagas).contains("COMPLETED with then", "COMPLETED without then");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void noLawIsBrokenWhereAContractIs(String kind) {
    Step then = guarded(step("then", NAME), "steps.first.result.size() > 1");

    CheckReport report =
        Checker.check(definition(read(kind), then), KEPT.withFaults(1).withMaxStates(STATES));

    assertThat(report.violations()).as(report.toString()).isEmpty();
  }

  /** What came about on the way. */
  private static final class Seen implements Rules {
    private final Set<String> sagas = new TreeSet<>();

    @Override
    public Decision decide(Definition definition, Saga saga, SagaCommand command) {
      return PRODUCTION.decide(definition, saga, command);
    }

    @Override
    public Saga evolve(Saga saga, SagaEvent event) {
      switch (event) {
        case SagaEvent.EffectRequested e when e.effect().toString().startsWith("then") ->
            sagas.add("then begins");
        case SagaEvent.StepSkipped e when e.effect().step().equals("then") ->
            sagas.add("then is skipped");
        case SagaEvent.Diverged e when e.kind().name().equals("UNMET") -> sagas.add("unmet");
        case SagaEvent.SagaEnded e -> ended(saga, e);
        default -> {}
      }
      return PRODUCTION.evolve(saga, event);
    }

    private void ended(Saga saga, SagaEvent.SagaEnded e) {
      sagas.add(e.outcome().name());
      var then = saga.action("then");
      if (e.outcome() == SagaStatus.COMPLETED && then != null) {
        boolean with = then.rung() == Rung.FINAL;
        sagas.add(with ? "COMPLETED with then" : "COMPLETED without then");
      }
    }
  }
}
