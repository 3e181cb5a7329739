package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.pivot;
import static io.meanwhile.core.checker.Examples.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that are the orchestrator's own work, in every order of what may happen. */
class OwnWorkTest {
  private static final Bounds KEPT = Bounds.DEFAULT.withFaults(0).withMaxStates(15_000);

  private static Step own(String name, Own kind, String... after) {
    Map<String, Level> levels = new LinkedHashMap<>();
    for (String before : after) {
      levels.put(before, Level.FINAL);
    }
    Call call = Examples.call("x/y");
    Call own =
        new Call(
            kind.target(),
            null,
            call.answer(),
            call.deadline(),
            call.retry(),
            call.confirm(),
            null,
            null,
            call.grace());
    return new Step(name, levels, own, null, false, false);
  }

  private static List<String> ends(CheckReport report) {
    return report.endStates().stream().map(CheckReport.EndState::end).toList();
  }

  @Test
  void aTimerFiresOrIsGivenUpAndLeavesNothing() {
    CheckReport report =
        Checker.check(definition(step("a"), own("nap", Own.TIMER, "a")), KEPT).assertSound();
    assertThat(ends(report)).contains("COMPLETED", "COMPENSATED");
    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void aMessageComesOrNot() {
    for (Own kind : List.of(Own.MESSAGE, Own.DECISION)) {
      CheckReport report =
          Checker.check(definition(step("a"), own("word", kind, "a")), KEPT).assertSound();
      assertThat(ends(report)).contains("COMPLETED", "COMPENSATED");
    }
  }

  @Test
  void pastThePivotTheWaitGoesOnOrParks() {
    CheckReport report =
        Checker.check(
                definition(pivot(step("a")), own("word", Own.MESSAGE, "a")),
                KEPT.accepting("refused-after-pivot", "word"))
            .assertSound();
    assertThat(ends(report)).contains("COMPLETED");
  }

  @Test
  void anotherSagaAnswersLikeAnyParticipant() {
    Step child = own("child", Own.SAGA);
    Call undo = child.action();
    Step undoable =
        new Step("child", child.after(), child.action(), undo, false, false)
            .undoneBy(new io.meanwhile.core.model.Undoing(Level.FINAL, true));
    CheckReport report =
        Checker.check(definition(undoable, own("nap", Own.TIMER, "child")), KEPT).assertSound();
    assertThat(ends(report)).contains("COMPLETED", "COMPENSATED");
  }
}
