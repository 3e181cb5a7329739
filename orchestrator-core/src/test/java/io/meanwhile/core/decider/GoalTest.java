package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.guarded;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.decider.SampleGoals.any;
import static io.meanwhile.core.decider.SampleGoals.atLeast;
import static io.meanwhile.core.decider.SampleGoals.complete;
import static io.meanwhile.core.decider.SampleGoals.holds;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent.Diverged;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import io.meanwhile.core.model.SagaEvent.SagaEnded;
import io.meanwhile.core.model.SagaEvent.SagaReopened;
import io.meanwhile.core.model.SagaEvent.StepSkipped;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goals that are less than all steps: when they are met, and what becomes of the rest. */
class GoalTest {
  private static final String A = "a/action/1";
  private static final String B = "b/action/1";
  private static final String C = "c/action/1";
  private static final List<String> ABC = List.of("a", "b", "c");

  private static Definition three() {
    return definition(step("a"), step("b"), step("c"));
  }

  @Test
  void atLeastTwoOfThreeIsMetByTwoAndTheThirdIsKept() {
    SagaFixture saga = new SagaFixture(atLeast(2, ABC, three()));
    saga.given(start()).given(observe(A, FINAL)).thenStatus(SagaStatus.RUNNING);
    saga.when(observe(C, FINAL)).thenStatus(SagaStatus.CONFIRMED).thenSends(B);
    saga.when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void oncePastTheGoalNothingMoreBegins() {
    SagaFixture met = new SagaFixture(any(definition(step("a"), step("b", "a"), step("c", "b"))));
    met.given(start())
        .when(observe(A, FINAL))
        .thenEvents(
            ObservationRecorded.class, StepSkipped.class, StepSkipped.class, SagaEnded.class)
        .thenStatus(SagaStatus.COMPLETED);
    assertThat(met.effect(B).reason()).isEqualTo("The goal is met without it.");
  }

  @Test
  void aStepOutsideTheGoalDoesNotKeepTheSagaFromItsEnd() {
    SagaFixture saga =
        new SagaFixture(atLeast(1, List.of("a"), definition(step("a"), step("b"), step("c", "b"))));
    saga.given(start()).given(observe(A, FINAL)).thenStatus(SagaStatus.CONFIRMED);
    saga.thenRung(C, Rung.SKIPPED);
    saga.when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void skippedMembersDoNotCountWhereTheGoalCounts() {
    SagaFixture saga =
        new SagaFixture(any(definition(guarded(step("a"), "false"), step("b", "a"))));
    saga.given(start()).thenStatus(SagaStatus.RUNNING);
    saga.when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void theGoalAtConfirmedLevelEndsTheSagaOnceAllThatBeganIsConfirmed() {
    Definition deep =
        definition(
            step("a", depth(call("a-svc/do"), 3), null),
            step("b", depth(call("b-svc/do"), 3), null));
    SagaFixture saga = new SagaFixture(complete(new Goal.Any(), Level.CONFIRMED, deep));
    saga.given(start()).given(observe(A, CONFIRMED, 1, null)).thenStatus(SagaStatus.CONFIRMED);
    saga.when(observe(B, CONFIRMED, 1, null)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void confirmedMembersMeetAFinalGoalOnlyInTheStatus() {
    Definition deep = definition(step("a", depth(call("a-svc/do"), 3), null), step("b", "a"));
    SagaFixture saga = new SagaFixture(any(deep));
    saga.given(start()).given(observe(A, CONFIRMED, 1, null)).thenStatus(SagaStatus.CONFIRMED);
    assertThat(saga.standing().completion().satisfied()).isFalse();
    assertThat(saga.saga().action("b")).isNull();
  }

  @Test
  void aWinnerThatIsRevertedMakesWhatWasLeftOutBeginAfterAll() {
    Definition deep =
        definition(step("a", depth(call("a-svc/do"), 3), null), step("b"), step("c", "b"));
    SagaFixture saga = new SagaFixture(complete(new Goal.Any(), Level.CONFIRMED, deep));
    saga.given(start()).given(observe(A, CONFIRMED, 1, null)).thenRung(C, Rung.SKIPPED);
    saga.when(observe(A, REVERTED)).thenStatus(SagaStatus.RUNNING);
    assertThat(saga.saga().action("c")).isNull();
  }

  @Test
  void anExpressionIsTheGoalOverWhatStands() {
    SagaFixture saga =
        new SagaFixture(
            holds("steps.a.result.n + steps.b.result.n >= 10", definition(step("a"), step("b"))));
    saga.given(start()).given(observe(A, FINAL, null, Map.of("n", 7)));
    saga.thenStatus(SagaStatus.RUNNING);
    saga.when(observe(B, FINAL, null, Map.of("n", 4))).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void anExpressionSeesFinalResultsOnlyWhereTheGoalIsFinal() {
    Definition deep = definition(step("a", depth(call("a-svc/do"), 3), null), step("b"));
    SagaFixture saga = new SagaFixture(holds("steps.a.result.ok", deep));
    saga.given(start()).given(observe(B, FINAL));
    saga.when(observe(A, CONFIRMED, 1, Map.of("ok", true))).thenStatus(SagaStatus.CONFIRMED);
    saga.when(observe(A, FINAL, 3, Map.of("ok", true))).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void anotherResultThatUnmeetsTheGoalReopensTheSaga() {
    Definition deep = definition(step("a", depth(call("a-svc/do"), 3), null));
    Goal ok = new Goal.Holds(io.meanwhile.core.expression.Expression.compile("steps.a.result.ok"));
    SagaFixture saga = new SagaFixture(complete(ok, Level.CONFIRMED, deep));
    saga.given(start()).given(observe(A, CONFIRMED, 1, Map.of("ok", true)));
    saga.thenStatus(SagaStatus.COMPLETED);
    saga.when(observe(A, CONFIRMED, 2, Map.of("ok", false)));
    assertThat(saga.latest().get(1)).isInstanceOf(SagaReopened.class);
    assertThat(saga.saga().ended()).isNull();
  }

  @Test
  void aWinnerRevertedAfterTheEndReopensAndCountsAsAfterThePivot() {
    Definition deep =
        definition(step("a", depth(call("a-svc/do"), 3), call("a-svc/undo")), step("b"));
    SagaFixture saga = new SagaFixture(complete(new Goal.Any(), Level.CONFIRMED, deep));
    saga.given(start()).given(observe(B, FINAL)).given(observe(A, CONFIRMED, 1, null));
    saga.thenStatus(SagaStatus.COMPLETED);
    saga.when(observe(A, REVERTED)).thenDiverged("REVERTED WAIT");
    assertThat(Pivot.of(complete(new Goal.Any(), Level.CONFIRMED, deep), saga.saga()))
        .isEqualTo(Pivot.PASSED);
    saga.when(cancel()).thenRefused("pivot-passed");
  }

  @Test
  void onceTheGoalIsMetTheSagasDeadlineNoLongerCounts() {
    SagaFixture saga = new SagaFixture(within("PT10S", any(definition(step("a"), step("b")))));
    saga.given(start()).given(observe(A, FINAL));
    saga.whenTheNextDeadlinePasses()
        .thenEvents(Diverged.class)
        .thenDiverged("OVERDUE CONTINUE")
        .thenStatus(SagaStatus.CONFIRMED);
    saga.when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aCancelBeforeTheEndStillUndoesAGoalThatIsMet() {
    SagaFixture saga = new SagaFixture(any(definition(step("a"), step("b"))));
    saga.given(start()).given(observe(A, FINAL)).given(cancel());
    saga.thenStatus(SagaStatus.COMPENSATING).thenSends("a/compensation/1/1");
    assertThat(saga.standing().completion().satisfied()).isFalse();
  }

  @Test
  void aPivotInFlightIsKeptToo() {
    SagaFixture saga = new SagaFixture(any(definition(step("a"), pivot(step("b")))));
    saga.given(start()).given(observe(A, FINAL)).thenSends(B).thenStatus(SagaStatus.CONFIRMED);
    saga.when(observe(B, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void standingTellsTheRuleWhatCountsAndWhatMayStillCount() {
    SagaFixture saga = new SagaFixture(atLeast(2, ABC, three()));
    saga.given(start()).given(observe(A, FINAL));
    assertThat(saga.standing().completion())
        .isEqualTo(
            new Standing.Completion(
                "at least 2 of a, b, c final", 1, 2, false, List.of("a"), List.of("b", "c")));
    saga.given(observe(B, FINAL));
    assertThat(saga.standing().completion())
        .isEqualTo(
            new Standing.Completion(
                "at least 2 of a, b, c final", 2, 2, true, List.of("a", "b"), List.of()));
  }

  @Test
  void standingTellsAnExpression() {
    SagaFixture saga = new SagaFixture(holds("steps.a.result.ok", three()));
    saga.given(start());
    assertThat(saga.standing().completion())
        .isEqualTo(
            new Standing.Completion(
                "steps.a.result.ok, of what is final", 0, 1, false, List.of(), List.of("a")));
  }
}
