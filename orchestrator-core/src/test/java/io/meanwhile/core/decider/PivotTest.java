package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.atConfirmed;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Choice.WAIT;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PivotTest {
  private static final String HOLD = "hold/action/1";
  private static final String PAY = "pay/action/1";
  private static final String PACK = "pack/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String RELEASE = "hold/compensation/1/1";

  /** Hold the goods; then pay, the point of no return, and pack at the same time; then ship. */
  private final SagaFixture order =
      new SagaFixture(
          definition(
              step("hold"),
              pivot(step("pay", "hold")),
              step("pack", "hold"),
              step("ship", "pay", "pack")));

  @Test
  void aCancelWaitsForThePivotInFlightAndIsRefusedOnceItIsPassed() {
    order.given(start()).given(observe(HOLD, FINAL)).when(cancel());
    order.thenEvents(SagaEvent.CancelRequested.class, SagaEvent.BackwardHeld.class);
    assertThat(order.saga().held())
        .as("nothing has diverged, someone asked")
        .isEqualTo(new Saga.Hold("Cancelled by ann: changed my mind", null, null));
    order.thenStatus(SagaStatus.RUNNING).given(observe(PACK, FINAL)).thenSends(PAY);
    order.when(observe(PAY, FINAL)).thenSends(SHIP).when(cancel()).thenRefused("pivot-passed");
    order.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aHeldCancelProceedsOnceThePivotIsVoid() {
    order.given(start()).given(observe(HOLD, FINAL)).given(observe(PACK, FINAL)).given(cancel());
    order.when(observe(PAY, REFUSED)).thenStatus(SagaStatus.COMPENSATING);
    order.thenSends("pack/compensation/1/1");
  }

  @Test
  void aSecondCancelIsNothingNewWhileTheFirstIsHeld() {
    order.given(start()).given(observe(HOLD, FINAL)).given(cancel()).when(cancel()).thenNothing();
  }

  @Test
  void nothingNewBeginsWhileACancelIsHeld() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("hold"), pivot(step("pay", "hold")), step("a"), step("b", "a")));
    saga.given(start()).given(observe(HOLD, FINAL)).given(cancel());
    saga.when(observe("a/action/1", FINAL)).thenSends(PAY);
    saga.when(observe(PAY, FINAL)).thenSends("b/action/1");
  }

  @Test
  void aSagaDoesNotEndWithACancelUnanswered() {
    SagaFixture saga =
        new SagaFixture(
            atConfirmed(definition(pivot(step("pay", depth(call("pay-svc/do"), 3), null)))));
    saga.given(start()).given(cancel()).when(observe(PAY, CONFIRMED, 1, null));
    saga.thenStatus(SagaStatus.CONFIRMED).when(observe(PAY, CONFIRMED, 3, null));
    saga.thenEvents(
        SagaEvent.ObservationRecorded.class,
        SagaEvent.HoldDropped.class,
        SagaEvent.SagaEnded.class);
  }

  @Test
  void thePivotsOwnRefusalGoesBackward() {
    order.given(start()).given(observe(HOLD, FINAL)).given(observe(PACK, REFUSED));
    order.thenEvents(
        SagaEvent.ObservationRecorded.class,
        SagaEvent.Diverged.class,
        SagaEvent.BackwardHeld.class);
    order.when(observe(PAY, REFUSED)).thenDiverged("REFUSED COMPENSATE").thenSends(RELEASE);
  }

  @Test
  void thePivotsOwnSilenceIsAskedForOnAndOnSinceNobodyMayUndoWhatMayStand() {
    order.given(start()).given(observe(HOLD, FINAL)).given(observe(PACK, FINAL));
    order.whenAllAttemptsFail(PAY, Failure.NO_ANSWER).thenDiverged("UNKNOWN RETRY").thenSends(PAY);
    order.thenStatus(SagaStatus.RUNNING);
  }

  @Test
  void anotherStepsRefusalWaitsForThePivotAndParksOnceItIsPassed() {
    order.given(start()).given(observe(HOLD, FINAL)).when(observe(PACK, REFUSED));
    order.thenDiverged("REFUSED COMPENSATE").thenStatus(SagaStatus.RUNNING).thenNotParked();
    order.when(observe(PAY, FINAL));
    order.thenParks(PACK, DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT, GIVE_UP);
    order.given(answer(1, REDO)).thenSends("pack/action/2");
    order.given(observe("pack/action/2", FINAL)).given(observe(SHIP, FINAL));
    order.thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatWasHeldAndHasComeRightSinceIsNotAskedAbout() {
    order.given(start()).given(observe(HOLD, FINAL)).whenAllAttemptsFail(PACK, Failure.NO_ANSWER);
    order.thenDiverged("UNKNOWN COMPENSATE").given(observe(PACK, FINAL));
    order.when(observe(PAY, FINAL)).thenNotParked().thenSends(SHIP);
  }

  @Test
  void whatWasHeldAndIsStillUnknownIsAskedForAgainOnceThePivotIsPassed() {
    order.given(start()).given(observe(HOLD, FINAL)).whenAllAttemptsFail(PACK, Failure.NO_ANSWER);
    order.thenSends(PAY).when(observe(PAY, FINAL)).thenSends(PACK).thenNotParked();
  }

  @Test
  void anOverdueSagaWaitsForThePivotAndAsksAnOperatorOnceItIsPassed() {
    SagaFixture saga =
        new SagaFixture(within("PT5S", definition(pivot(step("pay")), step("ship", "pay"))));
    saga.given(start()).whenTheNextDeadlinePasses().thenDiverged("OVERDUE COMPENSATE");
    saga.thenStatus(SagaStatus.RUNNING).when(observe(PAY, FINAL));
    saga.thenParks(null, DivergenceKind.OVERDUE, WAIT).thenSends(SHIP);
  }

  @Test
  void aDeadlineThatPassesWhileACancelIsHeldIsMetOnceThePivotIsPassed() {
    SagaFixture saga =
        new SagaFixture(within("PT5S", definition(pivot(step("pay")), step("ship", "pay"))));
    saga.given(start()).given(cancel()).after("PT5S").when(SagaCommand.PassTime::new).thenNothing();
    saga.given(observe(PAY, FINAL)).when(SagaCommand.PassTime::new).thenDiverged("OVERDUE PARK");
    saga.thenParks(null, DivergenceKind.OVERDUE, WAIT);
  }

  @Test
  void anAnswerToGoBackwardIsNoLongerOfferedOnceThePivotIsPassed() {
    order.given(start()).given(observe(HOLD, FINAL)).given(observe(PACK, ACCEPTED));
    order.given(Sample.observe(HOLD, REVERTED)); // final, yet reverted
    order.thenParks(
        HOLD, DivergenceKind.BROKEN, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT, GO_BACKWARD);
    order.given(observe(PAY, FINAL));
    order.thenParks(HOLD, DivergenceKind.BROKEN, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    order.when(answer(1, GO_BACKWARD)).thenRefused("choice-not-offered");
    order.when(answer(1, HAPPENED)).thenStatus(SagaStatus.RUNNING);
  }

  @Test
  void goingBackwardByAnAnswerWaitsForThePivotAsWell() {
    order.given(start()).given(observe(HOLD, FINAL)).given(observe(HOLD, REVERTED));
    order.when(answer(1, GO_BACKWARD)).thenStatus(SagaStatus.RUNNING);
    order.thenEvents(SagaEvent.QuestionAnswered.class, SagaEvent.BackwardHeld.class);
    order.when(observe(PAY, REFUSED)).thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void aPassedPivotThatRevertsParksAndStaysPassed() {
    order.given(start()).given(observe(HOLD, FINAL)).given(observe(PACK, FINAL));
    order.given(observe(PAY, FINAL)).given(observe(SHIP, ACCEPTED));
    order.when(observe(PAY, REVERTED)).thenDiverged("BROKEN PARK").thenRung(PAY, Rung.REVERTED);
    order.thenParks(PAY, DivergenceKind.BROKEN, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN);
    order.when(cancel()).thenRefused("pivot-passed");
    order.when(answer(1, RETRY)).thenSends(PAY).after("PT1S").given(observe(PAY, FINAL));
    order.given(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aPassedPivotThatIsVoidAfterAllIsRedoneOrDoneWithout() {
    SagaFixture saga = new SagaFixture(definition(pivot(step("pay")), step("pack")));
    saga.given(start()).given(observe(PAY, FINAL)).given(observe(PAY, REVERTED));
    saga.given(answer(1, DID_NOT_HAPPEN)).thenDiverged("REFUSED PARK");
    saga.thenParks(PAY, DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT, GIVE_UP);
    saga.when(answer(2, REDO)).thenSends("pack/action/1", "pay/action/2");
    saga.when(cancel()).thenRefused("pivot-passed");
  }

  @Test
  void aStepThatIsConfirmedIsNotYetAPassedPivot() {
    SagaFixture saga =
        new SagaFixture(definition(pivot(step("pay", depth(call("pay-svc/do"), 3), null))));
    saga.given(start()).given(observe(PAY, CONFIRMED, 2, null)).when(cancel());
    saga.thenEvents(SagaEvent.CancelRequested.class, SagaEvent.BackwardHeld.class);
  }

  /** Whether it stands is not known, and nobody asks any more: there is no way back from there. */
  @Test
  void aPivotThatMayStandAndWasTakenAsItIsIsPassedAndWhatWasHeldIsDropped() {
    Step pay =
        pivot(step("pay", depth(expecting(call("pay-svc/do"), "result.ok"), 3), null, "hold"));
    SagaFixture saga = new SagaFixture(definition(step("hold"), pay)).given(start());
    saga.given(observe(HOLD, FINAL)).given(observe(PAY, CONFIRMED, 1, Map.of("ok", false)));
    saga.given(observe(PAY, REVERTED)).when(cancel());
    saga.thenEvents(SagaEvent.CancelRequested.class, SagaEvent.BackwardHeld.class);

    saga.when(answer(1, ACCEPT));

    assertThat(saga.saga().held()).isNull();
    saga.thenStatus(SagaStatus.COMPLETED);
    assertThat(Checker.check(definition(step("hold"), pay)).violations()).isEmpty();
  }
}
