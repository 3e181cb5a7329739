package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.observed;
import static io.meanwhile.core.checker.Examples.pivot;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Examples.withoutUndo;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Undoing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps that have nothing to undo, after steps that have: while word of the later one may still
 * come, nothing is undone that it relied on. With one broken contract, a compensation that was
 * final may turn out void and be asked for anew.
 */
class NothingToUndoTest {
  private static final Step MINT = withoutUndo("mint", "lock");
  private static final int STATES = Integer.getInteger("meanwhile.states", 5_000);
  private static final int SO_FAR_THAT_IT_IS_ASKED_FOR_ANEW = 60_000;

  @Test
  void whatAPersonWantsUndoneAnewWaitsItsTurn() {
    holds(definition(step("lock"), MINT), SO_FAR_THAT_IT_IS_ASKED_FOR_ANEW);
  }

  static List<Definition> neighbours() {
    Step seen = step("lock", call("lock/do", 2, false, null), call("lock/undo"));
    Step early = step("lock").undoneBy(new Undoing(Level.CONFIRMED, false));
    Step ofTwo =
        step(
            "mint",
            observed(
                call("mint/do"),
                new Finality.Quorum(2, List.of("a", "b", "c"), null, new Finality.Reply())),
            null,
            "lock");
    return List.of(
        definition(step("lock"), step("wrap", "lock"), withoutUndo("mint", "wrap")),
        definition(step("lock"), step("hold"), withoutUndo("mint", "lock", "hold")),
        definition(step("lock"), withoutUndo("note", "lock"), withoutUndo("mint", "note")),
        definition(step("lock"), pivot(MINT)),
        definition(step("lock"), MINT, step("sell", "lock")),
        definition(seen, withoutUndo("mint", "lock@confirmed")),
        definition(early, MINT),
        definition(step("lock"), ofTwo),
        definition(fanOut(step("legs")), withoutUndo("mint", "legs")),
        definition(step("lock"), fanOut(withoutUndo("legs"), "lock")));
  }

  private static Step fanOut(Step body, String... after) {
    Flow.FanOut flow =
        new Flow.FanOut(Expression.compile("input.items"), 2, new Join.All(), false, body);
    Map<String, Level> levels = after.length == 0 ? Map.of() : Map.of(after[0], Level.FINAL);
    return Step.group(body.name(), levels, null, flow);
  }

  @ParameterizedTest
  @MethodSource("neighbours")
  void noneIsUndoneBeforeWhatReliedOnItWhateverLiesBetween(Definition definition) {
    holds(definition, STATES);
  }

  private static void holds(Definition definition, int states) {
    CheckReport report =
        Checker.check(definition, Bounds.DEFAULT.withFaults(1).withMaxStates(states));

    assertThat(report.violations())
        .as(report.toString())
        .noneMatch(violation -> violation.code().startsWith("invariant-"));
  }
}
