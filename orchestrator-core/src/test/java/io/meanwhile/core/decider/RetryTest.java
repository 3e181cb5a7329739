package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.probed;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Choice.WAIT;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Failure.NO_ANSWER;
import static io.meanwhile.core.model.Failure.REJECTED;
import static io.meanwhile.core.model.Failure.UNAVAILABLE;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";

  private final SagaFixture order = new SagaFixture(definition(step("pay"), step("ship", "pay")));
  private final SagaFixture afterPivot =
      new SagaFixture(definition(pivot(step("pay")), step("ship", "pay")));

  @Test
  void eachFailedAttemptIsRecordedAndTheSameKeyIsSentAgainAfterItsBackoff() {
    order.given(start()).when(fail(PAY, 1, NO_ANSWER)).thenEvents(SagaEvent.AttemptFailed.class);
    order.thenSends(PAY);
    assertThat(order.ask(PAY).attempt()).isEqualTo(2);
    assertThat(order.ask(PAY).at()).isEqualTo(SagaFixture.START.plusSeconds(1));
    order.after("PT1S").when(fail(PAY, 2, UNAVAILABLE));
    assertThat(order.ask(PAY).at()).isEqualTo(SagaFixture.START.plusSeconds(3));
  }

  @Test
  void aFailureOfAnAttemptThatIsOverIsNothingNew() {
    order.given(start()).given(fail(PAY, 1, NO_ANSWER));
    order.when(fail(PAY, 1, NO_ANSWER)).thenNothing();
    order.when(fail("ship/action/1", 1, NO_ANSWER)).thenNothing();
  }

  @Test
  void exhaustedAttemptsThatMayHaveArrivedAreUnknownAndUndoneIncludingThisStep() {
    order.given(start()).whenAllAttemptsFail(PAY, NO_ANSWER);
    order.thenRung(PAY, Rung.UNKNOWN).thenDiverged("UNKNOWN COMPENSATE").thenSends(REFUND);
  }

  @Test
  void exhaustedAttemptsOfWhichNoneArrivedAreNotVoidEither() {
    order.given(start()).whenAllAttemptsFail(PAY, UNAVAILABLE);
    order.thenRung(PAY, Rung.UNKNOWN).thenDiverged("UNAVAILABLE COMPENSATE").thenSends(REFUND);
  }

  @Test
  void oneAttemptThatMayHaveArrivedMakesItUnknown() {
    order.given(start()).given(fail(PAY, 1, NO_ANSWER)).whenAllAttemptsFail(PAY, UNAVAILABLE);
    order.thenDiverged("UNKNOWN COMPENSATE");
  }

  @Test
  void afterThePivotTheSameKeyIsSentForAsLongAsItTakes() {
    afterPivot.given(start()).given(observe(PAY, FINAL));
    for (int round = 0; round < 10; round++) {
      afterPivot.whenAllAttemptsFail(SHIP, UNAVAILABLE).thenDiverged("UNAVAILABLE RETRY");
      afterPivot.thenSends(SHIP).thenNotParked();
    }
    afterPivot.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void afterThePivotWhatSurelyDidNotArriveIsSentAgainAlsoWhereItCouldBeProbed() {
    SagaFixture saga =
        new SagaFixture(
            definition(pivot(step("pay")), step("ship", probed(call("ship-svc/do")), null, "pay")));
    saga.given(start()).given(observe(PAY, FINAL)).whenAllAttemptsFail(SHIP, UNAVAILABLE);
    saga.thenDiverged("UNAVAILABLE RETRY").thenSends(SHIP);
  }

  @Test
  void askingHasABoundThenASagaParks() {
    afterPivot.given(start()).given(observe(PAY, FINAL));
    for (int round = 0; round < Diverging.ROUNDS; round++) {
      afterPivot.whenAllAttemptsFail(SHIP, NO_ANSWER).thenSends(SHIP);
    }
    afterPivot.whenAllAttemptsFail(SHIP, NO_ANSWER).thenDiverged("UNKNOWN PARK").thenSends();
    afterPivot.thenParks(
        SHIP, DivergenceKind.UNKNOWN, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT, GIVE_UP);
  }

  @Test
  void aRejectedRequestIsNoOutcomeItIsRetriedThenParks() {
    order.given(start()).whenAllAttemptsFail(PAY, REJECTED);
    order.thenRung(PAY, Rung.REQUESTED).thenDiverged("REJECTED PARK").thenSends();
    order.thenParks(
        PAY,
        DivergenceKind.REJECTED,
        WAIT,
        RETRY,
        HAPPENED,
        DID_NOT_HAPPEN,
        ACCEPT,
        GIVE_UP,
        GO_BACKWARD);
    assertThat(order.effect(PAY).sends()).isEqualTo(3);
  }

  @Test
  void aParticipantThatIsNotConfiguredParksAtOnce() {
    order.given(start()).when(fail(PAY, 1, NOT_CONFIGURED)).thenDiverged("REJECTED PARK");
    order.thenStatus(SagaStatus.PARKED).thenSends();
  }

  @Test
  void aCompensationIsSentAgainUntilItAnswers() {
    order.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, REFUSED));
    for (int round = 0; round < 5; round++) {
      order.whenAllAttemptsFail(REFUND, NO_ANSWER).thenDiverged("UNKNOWN RETRY");
      order.thenSends(REFUND);
    }
    order.when(observe(REFUND, FINAL)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void whoHasItIsNotAskedAgain() {
    order.given(start()).given(fail(PAY, 1, NO_ANSWER)).thenSends(PAY);
    order.when(observe(PAY, ACCEPTED)).thenSends();
  }

  @Test
  void aGivenUpActionIsNeverSentAgain() {
    order.given(start()).given(fail(PAY, 1, NO_ANSWER)).when(cancel()).thenSends();
    order.when(fail(PAY, 2, NO_ANSWER)).thenNothing();
  }
}
