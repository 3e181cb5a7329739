package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.guarded;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent.Diverged;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import io.meanwhile.core.model.SagaEvent.QuestionAnswered;
import io.meanwhile.core.model.SagaEvent.QuestionOpened;
import io.meanwhile.core.model.SagaEvent.SagaEnded;
import io.meanwhile.core.model.SagaEvent.SagaReopened;
import io.meanwhile.core.model.SagaEvent.SagaStarted;
import io.meanwhile.core.model.SagaEvent.SkipLifted;
import io.meanwhile.core.model.SagaEvent.StepSkipped;
import io.meanwhile.core.model.SagaEvent.WentBackward;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guards: what is left out, what that counts for, and when it is asked again. */
class GuardTest {
  private static final String SCORE = "score/action/1";
  private static final String REVIEW = "review/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String RISKY = "steps.score.result.risk > 50";

  /** Scored three confirmations deep; reviewed if risky; shipped after the review. */
  private static Definition shop(boolean shipIsPivot) {
    Step score = step("score", depth(call("score-svc/do"), 3), call("score-svc/undo"));
    Step review = guarded(step("review", "score@confirmed"), RISKY);
    Step ship = step("ship", "review");
    return definition(score, review, shipIsPivot ? pivot(ship) : ship);
  }

  private final SagaFixture shop = new SagaFixture(shop(false));

  private static Map<String, ?> risk(int risk) {
    return Map.of("risk", risk);
  }

  @Test
  void aFalseGuardSkipsItsStepAndWhatWaitsForItBegins() {
    SagaFixture saga =
        new SagaFixture(definition(guarded(step("a"), "input.amount > 0"), step("b", "a")));
    saga.when(start(Map.of("amount", 0)))
        .thenEvents(SagaStarted.class, StepSkipped.class, EffectRequested.class)
        .thenRung("a/action/1", Rung.SKIPPED)
        .thenSends("b/action/1");
    assertThat(saga.effect("a/action/1").reason())
        .isEqualTo("Its guard is false: input.amount > 0");
  }

  @Test
  void aTrueGuardLetsItsStepBegin() {
    SagaFixture saga = new SagaFixture(definition(guarded(step("a"), "input.amount > 0")));
    saga.when(start(Map.of("amount", 1))).thenSends("a/action/1");
  }

  @Test
  void skippedStepsCountForAGoalOfAllSteps() {
    SagaFixture saga = new SagaFixture(definition(guarded(step("a"), "false"), step("b")));
    saga.given(start()).when(observe("b/action/1", FINAL)).thenStatus(SagaStatus.COMPLETED);
    assertThat(saga.standing().completion().met()).isEqualTo(2);
  }

  @Test
  void aSagaWhoseEveryStepIsSkippedIsCompletedAtOnce() {
    SagaFixture saga =
        new SagaFixture(definition(guarded(step("a"), "false"), guarded(step("b", "a"), "false")));
    saga.when(start()).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void theGuardIsAskedOnlyOnceTheStepCouldBegin() {
    shop.given(start()).thenSends(SCORE);
    assertThat(shop.saga().action("review")).isNull();
    shop.when(observe(SCORE, CONFIRMED, 1, risk(80)))
        .thenEvents(ObservationRecorded.class, EffectRequested.class);
    assertThat(shop.effect(REVIEW).reliedOn()).containsExactly(EffectKey.parse(SCORE));
  }

  @Test
  void whatAGuardReadIsReliedOnAlsoAcrossStepsBetween() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("score"),
                step("note", "score"),
                guarded(step("ship", "note"), "steps.score.result.risk < 50")));
    saga.given(start()).given(observe(SCORE, FINAL, null, risk(1)));
    saga.given(observe("note/action/1", FINAL));
    assertThat(saga.effect(SHIP).reliedOn())
        .containsExactly(EffectKey.parse("note/action/1"), EffectKey.parse(SCORE));
  }

  @Test
  void whatFollowsASkipReliesOnWhatTheSkipWasReadFrom() {
    shop.given(start()).given(observe(SCORE, CONFIRMED, 1, risk(10)));
    assertThat(shop.effect(SHIP).reliedOn())
        .containsExactly(EffectKey.parse(REVIEW), EffectKey.parse(SCORE));
    shop.given(observe(SCORE, FINAL, 3, risk(10))).given(observe(SHIP, FINAL));
    shop.thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void goingBackwardWhatFollowedASkipIsUndoneFirst() {
    shop.given(start()).given(observe(SCORE, FINAL, 3, risk(10))).given(cancel());
    shop.when(observe(SHIP, FINAL)).thenSends("ship/compensation/1/1");
    shop.when(observe("ship/compensation/1/1", FINAL)).thenSends("score/compensation/1/1");
    shop.when(observe("score/compensation/1/1", FINAL)).thenStatus(SagaStatus.COMPENSATED);
    shop.thenRung(REVIEW, Rung.SKIPPED).thenLosses();
  }

  /** Nothing waits for the review. */
  private SagaFixture scoredLow() {
    Step score = step("score", depth(call("score-svc/do"), 3), call("score-svc/undo"));
    SagaFixture saga =
        new SagaFixture(definition(score, guarded(step("review", "score@confirmed"), RISKY)));
    return saga.given(start())
        .given(observe(SCORE, CONFIRMED, 1, risk(10)))
        .thenRung(REVIEW, Rung.SKIPPED);
  }

  @Test
  void aSkipIsLiftedWhenWhatItsGuardReadIsRevertedAndAskedAgainWhenThatComesBack() {
    SagaFixture saga = scoredLow();
    saga.when(observe(SCORE, REVERTED))
        .thenEvents(ObservationRecorded.class, Diverged.class, waiting(), SkipLifted.class);
    assertThat(saga.saga().action("review")).isNull();
    saga.after("PT1S")
        .when(observe(SCORE, CONFIRMED, 1, risk(10)))
        .thenEvents(ObservationRecorded.class, StepSkipped.class);
  }

  private static Class<?> waiting() {
    return io.meanwhile.core.model.SagaEvent.WaitExtended.class;
  }

  @Test
  void anotherResultMakesTheGuardTrueAndTheStepBegins() {
    scoredLow()
        .when(observe(SCORE, CONFIRMED, 2, risk(90)))
        .thenEvents(ObservationRecorded.class, SkipLifted.class, EffectRequested.class)
        .thenSends(REVIEW);
  }

  @Test
  void anotherResultThatLeavesTheGuardFalseChangesNothing() {
    scoredLow()
        .when(observe(SCORE, CONFIRMED, 2, risk(11)))
        .thenEvents(ObservationRecorded.class)
        .thenRung(REVIEW, Rung.SKIPPED);
  }

  @Test
  void anotherResultAfterTheEndReopensWhatWasLeftOut() {
    Step score = step("score", depth(call("score-svc/do"), 3), null);
    SagaFixture saga =
        new SagaFixture(
            Sample.atConfirmed(
                definition(score, guarded(step("review", "score@confirmed"), RISKY))));
    saga.given(start()).given(observe(SCORE, CONFIRMED, 1, risk(10)));
    saga.thenStatus(SagaStatus.COMPLETED);
    saga.when(observe(SCORE, CONFIRMED, 2, risk(90)))
        .thenEvents(
            ObservationRecorded.class, SagaReopened.class, SkipLifted.class, EffectRequested.class);
    saga.when(observe(REVIEW, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void anotherResultOnceDependentsOfASkipBeganIsARevertForThem() {
    shop.given(start()).given(observe(SCORE, CONFIRMED, 1, risk(10)));
    shop.when(observe(SCORE, CONFIRMED, 2, risk(90)))
        .thenDiverged("REVERTED COMPENSATE")
        .thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void aGuardThatTurnsTrueAfterThePivotAsksWhetherItsStepShallBegin() {
    SagaFixture saga = new SagaFixture(shop(true));
    saga.given(start()).given(observe(SCORE, CONFIRMED, 1, risk(10))).given(observe(SHIP, FINAL));
    saga.when(observe(SCORE, CONFIRMED, 2, risk(90))).thenDiverged("REVERTED PARK");
    saga.when(answer(1, Choice.ACCEPT))
        .thenEvents(QuestionAnswered.class, SkipLifted.class, Diverged.class, QuestionOpened.class)
        .thenParks(null, DivergenceKind.REVERTED, Choice.RETRY, Choice.ACCEPT);
    saga.when(answer(2, Choice.RETRY)).thenSends(REVIEW);
  }

  @Test
  void whatTurnedOutToBeNeededMayBeLeftOutForGood() {
    SagaFixture saga = new SagaFixture(shop(true));
    saga.given(start()).given(observe(SCORE, CONFIRMED, 1, risk(10))).given(observe(SHIP, FINAL));
    saga.given(observe(SCORE, CONFIRMED, 2, risk(90))).given(answer(1, Choice.ACCEPT));
    saga.when(answer(2, Choice.ACCEPT)).thenRung(REVIEW, Rung.SKIPPED).thenNotParked();
    saga.when(observe(SCORE, FINAL, 3, risk(90))).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aGuardThatCannotBeComputedParksBeforeAnythingBegins() {
    SagaFixture saga =
        new SagaFixture(definition(step("a"), guarded(step("b", new String[0]), "input.vip")));
    saga.when(start())
        .thenEvents(SagaStarted.class, Diverged.class, QuestionOpened.class)
        .thenDiverged("EXPRESSION PARK")
        .thenSends();
    assertThat(saga.standing().blockedBy().getFirst().reason())
        .startsWith("The guard of step b cannot be computed: input.vip");
    saga.thenParks(null, DivergenceKind.EXPRESSION, Choice.RETRY, Choice.GO_BACKWARD);
  }

  @Test
  void aGuardThatIsNeitherTrueNorFalseParks() {
    SagaFixture saga = new SagaFixture(definition(guarded(step("a"), "input.vip")));
    saga.when(start(Map.of("vip", "yes"))).thenDiverged("EXPRESSION PARK");
    assertThat(saga.standing().blockedBy().getFirst().reason())
        .endsWith("neither true nor false: yes");
  }

  @Test
  void aGuardWaitsWhileWhatItReadsIsInDoubt() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("score", depth(call("score-svc/do"), 3), null),
                step("note", "score@confirmed"),
                guarded(step("ship", "note"), "steps.score.result.risk < 50")));
    saga.given(start())
        .given(observe(SCORE, CONFIRMED, 1, risk(1)))
        .given(observe(SCORE, REVERTED));
    saga.when(observe("note/action/1", FINAL)).thenNotParked().thenSends();
    assertThat(saga.saga().action("ship")).isNull();
    assertThat(saga.standing().pending().getLast().waitingFor()).isEqualTo("score to be confirmed");
    saga.after("PT1S").when(observe(SCORE, CONFIRMED, 1, risk(1))).thenSends(SHIP);
  }

  @Test
  void aPivotThatIsSkippedIsNeverPassed() {
    SagaFixture saga =
        new SagaFixture(definition(guarded(pivot(step("pay")), "false"), step("ship", "pay")));
    saga.given(start()).when(cancel()).thenEvents(cancelled(), WentBackward.class);
    saga.when(observe(SHIP, REFUSED)).thenStatus(SagaStatus.COMPENSATED);
  }

  private static Class<?> cancelled() {
    return io.meanwhile.core.model.SagaEvent.CancelRequested.class;
  }

  @Test
  void aReportAboutAStepThatWasSkippedIsAStray() {
    SagaFixture saga = new SagaFixture(definition(guarded(step("a"), "false"), step("b")));
    saga.given(start()).when(observe("a/action/1", FINAL)).thenDiverged("STRAY PARK");
  }

  @Test
  void standingShowsWhatWasSkippedAndWhy() {
    SagaFixture saga = new SagaFixture(definition(guarded(step("a"), "false"), step("b")));
    saga.given(start());
    assertThat(saga.standing().happened())
        .singleElement()
        .satisfies(h ->
            assertThat(List.of(h.effect(), h.level(), String.valueOf(h.reason())))
                .containsExactly("a/action/1", Rung.SKIPPED, "Its guard is false: false"));
  }

  @Test
  void guardsAreAskedForStepsThatSkipsMakeReady() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                guarded(step("c", "b"), "true"),
                guarded(step("b", "a"), "false"),
                guarded(step("a"), "false")));
    saga.when(start())
        .thenEvents(SagaStarted.class, StepSkipped.class, StepSkipped.class, EffectRequested.class);
    saga.when(observe("c/action/1", FINAL)).thenEvents(ObservationRecorded.class, SagaEnded.class);
  }
}
