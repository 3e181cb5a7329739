package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.with;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Choice.WAIT;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParkingTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";

  private final SagaFixture order = new SagaFixture(definition(step("pay"), step("ship", "pay")));
  private final SagaFixture afterPivot =
      new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));

  private SagaFixture rejected() {
    return order.given(start()).given(fail(PAY, 1, NOT_CONFIGURED));
  }

  private SagaFixture refusedAfterThePivot() {
    return afterPivot.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, REFUSED));
  }

  private SagaFixture rejectedCompensation() {
    order.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, REFUSED));
    order.given(fail(REFUND, 1, NOT_CONFIGURED));
    order.thenParks(REFUND, DivergenceKind.REJECTED, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    return order;
  }

  @Test
  void waitGivesItsDeadlineOnceMore() {
    rejected().after("PT1H").when(answer(1, WAIT)).thenNotParked().thenSends();
    assertThat(order.effect(PAY).until()).isEqualTo(order.now().plusSeconds(60));
    order.whenTheNextDeadlinePasses().thenDiverged("UNKNOWN COMPENSATE");
  }

  @Test
  void retrySendsTheSameKeyAgain() {
    rejected().after("PT1H").when(answer(1, RETRY)).thenSends(PAY);
    assertThat(order.ask(PAY).at()).isEqualTo(order.now());
    order.when(observe(PAY, FINAL)).thenSends(SHIP);
  }

  @Test
  void happenedMakesItFinalWithTheResultGiven() {
    rejected().when(answer(1, HAPPENED, Map.of("receipt", 7))).thenRung(PAY, Rung.FINAL);
    assertThat(order.effect(PAY).result()).isEqualTo(Map.of("receipt", 7L));
    order.thenSends(SHIP);
  }

  @Test
  void happenedIsMeasuredByWhatTheStepExpects() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("pay", expecting(call("pay-svc/do"), "result.ok"), call("pay-svc/undo"))));
    saga.given(start()).given(fail(PAY, 1, NOT_CONFIGURED));
    saga.when(answer(1, HAPPENED, Map.of("ok", false))).thenDiverged("UNEXPECTED COMPENSATE");
    saga.thenSends(REFUND);
  }

  @Test
  void didNotHappenMakesItVoidAndTheSagaGoesBackward() {
    rejected().when(answer(1, DID_NOT_HAPPEN)).thenRung(PAY, Rung.VOID);
    order.thenDiverged("REFUSED COMPENSATE").thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void goBackwardUndoesWhatMayHaveHappened() {
    rejected().when(answer(1, GO_BACKWARD)).thenStatus(SagaStatus.COMPENSATING);
    order.whenTheNextDeadlinePasses().thenSends(REFUND);
  }

  @Test
  void laterEvidenceAgainstAnOperatorsWordIsBroken() {
    rejected().given(answer(1, HAPPENED)).when(observe(PAY, REVERTED));
    order.thenDiverged("BROKEN PARK");
    afterPivot.given(start()).given(fail(PAY, 1, NOT_CONFIGURED));
    afterPivot.given(answer(1, DID_NOT_HAPPEN)).when(observe(PAY, FINAL));
    afterPivot.thenDiverged("BROKEN PARK");
  }

  @Test
  void redoAsksWithANewKeyAndTheOldOneIsNoLongerWanted() {
    refusedAfterThePivot().thenParks(SHIP, DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT, GIVE_UP);
    afterPivot.when(answer(1, REDO)).thenSends("ship/action/2");
    assertThat(afterPivot.effect(SHIP).wanted()).isFalse();
    afterPivot.when(observe("ship/action/2", FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void theOldGenerationThatStandsAfterAllIsUndoneWhileTheSagaGoesForward() {
    refusedAfterThePivot().given(answer(1, REDO)).given(observe(SHIP, FINAL));
    afterPivot.thenParks(SHIP, DivergenceKind.BROKEN, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    afterPivot.given(answer(2, HAPPENED)).given(observe("ship/action/2", FINAL));
    afterPivot.thenStatus(SagaStatus.CONFIRMED).thenSends("ship/compensation/1/1");
    afterPivot.when(observe("ship/compensation/1/1", FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void acceptGoesOnWithoutWhatDidNotHappenAndListsItAsALoss() {
    refusedAfterThePivot().when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPLETED);
    afterPivot.thenLosses(SHIP);
  }

  @Test
  void toThoseThatWaitForItWhatWasAcceptedIsAsIfItHadBeenSkipped() {
    SagaFixture saga =
        new SagaFixture(definition(pivot(step("pay")), step("ship", "pay"), step("mail", "ship")));
    saga.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, REFUSED));
    saga.thenSends().when(answer(1, ACCEPT)).thenSends("mail/action/1");
  }

  @Test
  void redoIsNotOfferedWhereOthersBeganOnIt() {
    SagaFixture saga =
        new SagaFixture(definition(pivot(step("pay")), step("ship", "pay"), step("mail", "ship")));
    saga.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, FINAL));
    saga.given(observe(SHIP, REVERTED)).given(answer(1, DID_NOT_HAPPEN));
    saga.thenParks(SHIP, DivergenceKind.REFUSED, HAPPENED, ACCEPT, GIVE_UP);
    saga.when(answer(2, REDO)).thenRefused("choice-not-offered");
  }

  @Test
  void redoIsOfferedOnlyWhileWhatTheStepWaitsForStands() {
    refusedAfterThePivot().given(observe(PAY, REVERTED));
    afterPivot.when(answer(1, REDO)).thenRefused("choice-not-offered");
    afterPivot.given(answer(2, HAPPENED)).when(answer(1, REDO)).thenSends("ship/action/2");
  }

  @Test
  void acceptTakesAnUnexpectedResultAsItIs() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                pivot(step("pay")),
                step("ship", expecting(call("ship-svc/do"), "result.ok"), null, "pay")));
    saga.given(start())
        .given(observe(PAY, FINAL))
        .given(observe(SHIP, FINAL, null, Map.of("ok", 0)));
    saga.thenParks(SHIP, DivergenceKind.UNEXPECTED, ACCEPT, DID_NOT_HAPPEN, GIVE_UP);
    saga.when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void moreConfirmationsOfABadResultDoNotCloseItsQuestionABetterResultDoes() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                pivot(step("pay")),
                step("ship", expecting(depth(call("ship-svc/do"), 3), "result.ok"), null, "pay")));
    saga.given(start()).given(observe(PAY, FINAL));
    saga.given(observe(SHIP, CONFIRMED, 1, Map.of("ok", false)));
    saga.given(observe(SHIP, CONFIRMED, 2, Map.of("ok", false)));
    saga.thenParks(SHIP, DivergenceKind.UNEXPECTED, ACCEPT, DID_NOT_HAPPEN, GIVE_UP);
    assertThat(saga.saga().asked()).isEqualTo(1);
    saga.when(observe(SHIP, CONFIRMED, 3, Map.of("ok", true))).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void wordThatComesAnswersTheQuestion() {
    rejected().when(observe(PAY, FINAL)).thenNotParked().thenSends(SHIP);
    order.when(answer(1, WAIT)).thenRefused("question-closed");
  }

  @Test
  void whatDependsOnTheAnswerWaitsAndBeforeThePivotNothingNewBegins() {
    SagaFixture saga =
        new SagaFixture(definition(step("a"), step("b"), step("c", "a"), step("d", "b")));
    saga.given(start()).given(fail("a/action/1", 1, NOT_CONFIGURED));
    saga.when(observe("b/action/1", FINAL)).thenSends();
    saga.when(answer(1, HAPPENED)).thenSends("c/action/1", "d/action/1");
  }

  @Test
  void afterThePivotOnlyWhatDependsOnTheAnswerWaitsAlsoFurtherDown() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                pivot(step("p")), step("a", "p"), step("b", "a"), step("c", "b"), step("x")));
    saga.given(start()).given(observe("p/action/1", FINAL)).given(observe("a/action/1", FINAL));
    saga.given(observe("a/action/1", REVERTED)).thenStatus(SagaStatus.PARKED);
    saga.given(observe("b/action/1", FINAL)).thenSends("x/action/1");
    saga.when(answer(1, HAPPENED)).thenSends("x/action/1", "c/action/1");
  }

  @Test
  void anInputThatCannotBeComputedParksAndIsComputedAgain() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("a"), step("b", with(call("b-svc/do"), "x", "input.missing"), null, "a")));
    saga.given(start()).when(observe("a/action/1", FINAL)).thenDiverged("EXPRESSION PARK");
    saga.thenParks(null, DivergenceKind.EXPRESSION, RETRY, GO_BACKWARD);
    saga.when(answer(1, RETRY)).thenDiverged("EXPRESSION PARK").thenStatus(SagaStatus.PARKED);
    saga.when(answer(2, GO_BACKWARD)).thenSends("a/compensation/1/1");
  }

  @Test
  void aCompensationMayBeAskedForAgainOrTakenAsDone() {
    rejectedCompensation().when(answer(1, RETRY)).thenSends(REFUND);
    order.given(fail(REFUND, 2, NOT_CONFIGURED)).when(answer(2, HAPPENED));
    order.thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void aCompensationThatDidNotHappenIsAskedForAnew() {
    rejectedCompensation().when(answer(1, DID_NOT_HAPPEN)).thenDiverged("REFUSED REDO");
    order.thenSends("pay/compensation/1/2");
  }

  @Test
  void acceptOfACompensationListsItsActionAsALossAndIsNotWaitedFor() {
    rejectedCompensation().when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPENSATED);
    order.thenLosses(PAY);
  }

  @Test
  void aCancelAnswersWhatIsAskedAboutActionsButNothingThatIsBroken() {
    rejected().when(cancel()).thenNotParked().thenStatus(SagaStatus.COMPENSATING);
    SagaFixture saga = new SagaFixture(definition(step("pay"), step("ship", "pay")));
    saga.given(start()).given(observe(PAY, FINAL)).given(observe(PAY, REVERTED)).when(cancel());
    saga.thenParks(PAY, DivergenceKind.BROKEN, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
  }

  @Test
  void anAnswerThatIsNotOfferedOrToNoQuestionIsRefused() {
    rejected().when(answer(1, REDO)).thenRefused("choice-not-offered");
    order.when(answer(2, WAIT)).thenRefused("unknown-question");
    order.when(answer(0, WAIT)).thenRefused("unknown-question");
    order.given(answer(1, WAIT)).when(answer(1, WAIT)).thenRefused("question-closed");
  }

  @Test
  void whatIsParkedIsNotSent() {
    rejected().thenSends();
    assertThat(Agenda.of(order.saga()).wakeAt()).isNull();
  }
}
