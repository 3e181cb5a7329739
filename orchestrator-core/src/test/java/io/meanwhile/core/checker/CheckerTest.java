package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.guarded;
import static io.meanwhile.core.checker.Examples.irreversible;
import static io.meanwhile.core.checker.Examples.pivot;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Examples.withoutUndo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Undoing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checker says of definitions. */
class CheckerTest {
  private static final Bounds KEPT = Bounds.DEFAULT.withFaults(0).withMaxStates(30_000);

  private static List<String> codes(List<CheckReport.Finding> findings) {
    return findings.stream().map(f -> f.code() + ":" + f.step()).toList();
  }

  @Test
  void twoStepsThatCanBeUndoneAreSound() {
    CheckReport report = Checker.check(definition(step("a"), step("b", "a")), KEPT).assertSound();

    assertThat(report.exhaustive()).isTrue();
    assertThat(report.states()).isGreaterThan(10_000);
    assertThat(report.endStates().stream().map(CheckReport.EndState::end))
        .contains("COMPLETED", "COMPENSATED", "COMPENSATED with losses: a, b");
    assertThat(report.invariants()).hasSize(12);
    assertThat(report.toString()).contains("example:1: sound", "exhaustive", "held: ");
  }

  @Test
  void oneStepIsSoundAlsoWhenContractsAreBrokenTwice() {
    Definition one = definition(step("a"));

    Checker.check(one, KEPT.withFaults(2)).assertSound();
    assertThat(Checker.check(one, KEPT).assertSound().exhaustive()).isTrue();
  }

  @Test
  void aStepWithNeitherUndoNorIrreversibleIsLeftStanding() {
    Definition forgotten = definition(withoutUndo("book"), step("pay", "book"));

    CheckReport report = Checker.check(forgotten, KEPT);

    assertThat(codes(report.violations())).containsExactly("left-standing:book");
    CheckReport.Finding finding = report.violations().getFirst();
    assertThat(finding.remedy()).contains("undo", "irreversible");
    assertThat(finding.timeline())
        .startsWith("The saga is started.", "  book is requested")
        .endsWith("  the saga goes backward", "  the saga ends COMPENSATED");
    assertThat(report.canBeLeftStanding())
        .anySatisfy(left -> assertThat(left.listedAsLoss()).isFalse());
    assertThatThrownBy(report::assertSound)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left-standing (book)");
  }

  @Test
  void whatIsMeantToBeSoIsAccepted() {
    Definition meant = definition(withoutUndo("quote"), step("pay", "quote"));

    Checker.check(meant, KEPT.accepting("left-standing", "quote")).assertSound();
  }

  @Test
  void aRefusalPastThePivotIsFound() {
    Definition tooEarly = definition(pivot(withoutUndo("ship")), step("charge", "ship"));

    CheckReport report = Checker.check(tooEarly, KEPT);

    assertThat(codes(report.violations())).containsExactly("refused-after-pivot:charge");
    assertThat(report.violations().getFirst().timeline())
        .contains("charge: the participant refuses for good.");
  }

  @Test
  void aGoalThatNothingCanMeetIsFound() {
    Definition never =
        definition(step("a", call("a/do", 0, false, "1 > 2"), call("a/undo")), step("b", "a"));

    CheckReport report = Checker.check(never, KEPT);

    assertThat(report.exhaustive()).isTrue();

    assertThat(codes(report.violations())).containsExactly("goal-never-met:");
    assertThat(codes(report.warnings())).contains("never-begins:b");
  }

  @Test
  void anIrreversibleStepThatCanBeLostIsAWarning() {
    Definition hasty = definition(irreversible(step("mail")), step("pay", "mail"));

    CheckReport report = Checker.check(hasty, KEPT).assertSound();

    assertThat(codes(report.warnings())).contains("irreversible-lost:mail");
  }

  @Test
  void branchesThatAreAlikeAreLookedAtOnce() {
    Definition alike = definition(step("a"), step("b"));
    Definition unlike = definition(step("a"), step("b", call("b/do", 0, true, null), null));

    assertThat(new Symmetry(Abstraction.of(alike)).alike("a")).containsExactly("a", "b");
    assertThat(new Symmetry(Abstraction.of(unlike)).alike("a")).containsExactly("a");
    Definition undoneEarlier =
        definition(step("a"), step("b").undoneBy(new Undoing(Level.CONFIRMED, false)));
    assertThat(new Symmetry(Abstraction.of(undoneEarlier)).alike("a")).containsExactly("a");
  }

  @Test
  void itSaysWhatStoppedIt() {
    CheckReport report =
        Checker.check(definition(step("a"), step("b"), step("c")), KEPT.withMaxStates(1_000));

    assertThat(report.exhaustive()).isFalse();
    assertThat(report.bound()).contains("it stopped at 1");
    assertThat(report.toString()).contains("NOT exhaustive");
  }

  @Test
  void guardsAreLookedAtBothWays() {
    Definition guarded =
        definition(
            step("a"),
            guarded(step("b", "a"), "input.vip"),
            guarded(step("c", "a"), "steps.a.result.big"));

    CheckReport report = Checker.check(guarded, KEPT.withMaxStates(20_000)).assertSound();

    assertThat(report.endStates().stream().map(CheckReport.EndState::end)).contains("COMPLETED");
    assertThat(Abstraction.inputs(Abstraction.of(guarded))).isEqualTo(2);
  }

  @Test
  void whatIsForgottenIsAskedAboutUntilSomebodySaysWhatHappened() {
    for (Definition forgetful : List.of(MemoryPlants.FORWARD, MemoryPlants.BACKWARD)) {
      CheckReport report =
          Checker.check(forgetful, KEPT.accepting("refused-after-pivot", "a").withMaxStates(60_000))
              .assertSound();

      assertThat(report.exhaustive()).isTrue();
      assertThat(report.endStates().stream().map(CheckReport.EndState::end)).contains("COMPLETED");
    }
  }
}
