package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.guarded;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleGoals.any;
import static io.meanwhile.core.decider.SampleGoals.atLeast;
import static io.meanwhile.core.decider.SampleGoals.complete;
import static io.meanwhile.core.decider.SampleGoals.holds;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** While its goal can still be met without it, what fails is a loss; else the saga is unmet. */
class LossTest {
  private static final String A = "a/action/1";
  private static final String B = "b/action/1";
  private static final String C = "c/action/1";
  private static final String UNDO_A = "a/compensation/1/1";
  private static final List<String> ABC = List.of("a", "b", "c");

  private final SagaFixture twoOfThree =
      new SagaFixture(atLeast(2, ABC, definition(step("a"), step("b"), step("c")))).given(start());

  @Test
  void aRefusedMemberIsALossAndTheSagaGoesOn() {
    twoOfThree.when(observe(A, REFUSED)).thenDiverged("REFUSED UNDO").thenSends(B, C);
    twoOfThree.given(observe(B, FINAL)).when(observe(C, FINAL));
    twoOfThree.thenStatus(SagaStatus.COMPLETED).thenLosses(A);
  }

  @Test
  void oneFailureTooManyGoesBackward() {
    twoOfThree.given(observe(A, REFUSED)).given(observe(C, FINAL));
    twoOfThree
        .when(observe(B, REFUSED))
        .thenDiverged("REFUSED COMPENSATE")
        .thenStatus(SagaStatus.COMPENSATING)
        .thenSends("c/compensation/1/1");
  }

  @Test
  void aSilentMemberIsGivenUpAndUndone() {
    twoOfThree.given(observe(B, FINAL)).given(observe(C, FINAL));
    twoOfThree
        .whenTheNextDeadlinePasses()
        .thenDiverged("UNKNOWN UNDO")
        .thenSends(UNDO_A)
        .thenStatus(SagaStatus.CONFIRMED);
    twoOfThree.when(observe(UNDO_A, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses(A);
  }

  @Test
  void aBadResultOfAMemberIsUndone() {
    Definition d =
        definition(
            step("a", expecting(call("a-svc/do"), "result.ok"), call("a-svc/undo")), step("b"));
    SagaFixture saga = new SagaFixture(any(d)).given(start());
    saga.when(observe(A, FINAL, null, Map.of("ok", false)))
        .thenDiverged("UNEXPECTED UNDO")
        .thenSends(B, UNDO_A);
    saga.given(observe(UNDO_A, FINAL)).when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aMemberThatStaysRevertedIsUndoneWithWhatReliedOnIt() {
    Definition d =
        definition(
            step("a", depth(call("a-svc/do"), 3), call("a-svc/undo")),
            step("b", "a@confirmed"),
            step("c", new String[0]));
    SagaFixture saga = new SagaFixture(atLeast(1, List.of("c"), d)).given(start());
    saga.given(observe(A, CONFIRMED, 1, null)).given(observe(B, FINAL)).given(observe(A, REVERTED));
    saga.given(observe(C, FINAL)).thenStatus(SagaStatus.CONFIRMED);
    saga.at(Objects.requireNonNull(saga.effect(A).until()))
        .when(io.meanwhile.core.model.SagaCommand.PassTime::new);
    assertThat(saga.effect(A).givenUp()).isTrue();
    assertThat(saga.effect(B).givenUp()).isTrue();
    assertThat(saga.effect(C).wanted()).isTrue();
  }

  @Test
  void whatStandsAndHasNothingToUndoIsNeverDoneAnew() {
    Measure undo = Measure.once(Reaction.UNDO);
    Step bad = step("b", expecting(call("b-svc/do"), "result.ok"), null, "a");
    SagaFixture saga =
        new SagaFixture(
                definition(pivot(step("a")), Sample.on(bad, DivergenceKind.UNEXPECTED, undo)))
            .given(start())
            .given(observe(A, FINAL));
    saga.when(observe(B, FINAL, null, Map.of("ok", false)))
        .thenParks(B, DivergenceKind.UNMET, Choice.ACCEPT);
  }

  @Test
  void stepsBehindALossCannotMakeUpForIt() {
    SagaFixture saga =
        new SagaFixture(
                atLeast(2, ABC, definition(step("a"), step("b", "a"), step("c", new String[0]))))
            .given(start());
    saga.when(observe(A, REFUSED)).thenDiverged("REFUSED COMPENSATE");
  }

  @Test
  void afterThePivotAFailureThatTheGoalCanDoWithoutDoesNotPark() {
    SagaFixture saga =
        new SagaFixture(
                atLeast(2, ABC, definition(pivot(step("a")), step("b", "a"), step("c", "a"))))
            .given(start())
            .given(observe(A, FINAL));
    saga.when(observe(B, REFUSED)).thenDiverged("REFUSED UNDO").thenNotParked();
    saga.when(observe(C, REFUSED)).thenDiverged("REFUSED PARK");
  }

  @Test
  void thePivotInFlightIsNeverALoss() {
    SagaFixture saga = new SagaFixture(any(definition(pivot(step("a")), step("b")))).given(start());
    saga.whenAllAttemptsFail(A, io.meanwhile.core.model.Failure.NO_ANSWER)
        .thenDiverged("UNKNOWN RETRY");
    assertThat(saga.effect(A).wanted()).isTrue();
  }

  @Test
  void whatThePivotReliedOnIsNeverALoss() {
    Definition d =
        definition(
            step("a", depth(call("a-svc/do"), 3), call("a-svc/undo")),
            pivot(step("b", "a@confirmed")),
            step("c", new String[0]));
    SagaFixture saga = new SagaFixture(any(d)).given(start()).given(observe(A, CONFIRMED, 1, null));
    saga.given(observe(A, REVERTED)).at(Objects.requireNonNull(saga.effect(A).until()));
    saga.when(io.meanwhile.core.model.SagaCommand.PassTime::new);
    assertThat(saga.effect(A).wanted()).isTrue();
  }

  @Test
  void anIrreversibleLossThatStandsIsListed() {
    Definition d =
        definition(
            irreversible(step("a", expecting(call("a-svc/do"), "result.ok"), null)), step("b"));
    SagaFixture saga = new SagaFixture(any(d)).given(start());
    saga.given(observe(A, FINAL, null, Map.of("ok", false)));
    saga.when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses(A);
    assertThat(saga.standing().losses()).containsExactly(A);
  }

  @Test
  void aStepThatTheExpressionDoesNotReadMayFail() {
    SagaFixture saga =
        new SagaFixture(holds("steps.a.result.ok", definition(step("a"), step("b"))))
            .given(start());
    saga.when(observe(B, REFUSED)).thenDiverged("REFUSED UNDO");
    saga.when(observe(A, REFUSED)).thenDiverged("REFUSED COMPENSATE");
  }

  @Test
  void aGoalThatNothingCanMeetAnyMoreGoesBackward() {
    SagaFixture saga =
        new SagaFixture(holds("steps.a.result.ok", definition(step("a")))).given(start());
    saga.when(observe(A, FINAL, null, Map.of("ok", false)))
        .thenDiverged("UNMET COMPENSATE")
        .thenSends(UNDO_A);
  }

  @Test
  void skipsCanLeaveAGoalUnmet() {
    SagaFixture saga =
        new SagaFixture(
                atLeast(
                    2,
                    ABC,
                    definition(
                        step("a"),
                        guarded(step("b", "a"), "false"),
                        guarded(step("c", "a"), "input.go"))))
            .given(start(Map.of("go", false)));
    saga.when(observe(A, FINAL)).thenDiverged("UNMET COMPENSATE").thenSends(UNDO_A);
  }

  @Test
  void afterThePivotAnUnmetGoalParksAndMayBeTakenAsItIs() {
    SagaFixture saga =
        new SagaFixture(holds("steps.a.result.ok", definition(pivot(step("a"))))).given(start());
    saga.when(observe(A, FINAL, null, Map.of("ok", false)))
        .thenDiverged("UNMET PARK")
        .thenParks(null, DivergenceKind.UNMET, Choice.ACCEPT);
    assertThat(saga.standing().blockedBy().getFirst().reason())
        .isEqualTo(
            "Nothing is in flight and nothing can begin, but the goal is not met:"
                + " steps.a.result.ok, of what is final.");
    saga.when(answer(1, Choice.ACCEPT)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aResultThatMeetsTheGoalAfterAllClosesTheQuestion() {
    Definition deep =
        definition(pivot(step("p")), step("a", depth(call("a-svc/do"), 3), null, "p"));
    Goal ok = new Goal.Holds(io.meanwhile.core.expression.Expression.compile("steps.a.result.ok"));
    SagaFixture saga = new SagaFixture(complete(ok, Level.CONFIRMED, deep)).given(start());
    saga.given(observe("p/action/1", FINAL));
    saga.given(observe(A, CONFIRMED, 1, Map.of("ok", false))).thenStatus(SagaStatus.RUNNING);
    saga.when(observe(A, CONFIRMED, 2, Map.of("ok", true))).thenStatus(SagaStatus.COMPLETED);
  }
}
