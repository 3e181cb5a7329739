package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Failure.NO_ANSWER;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PausingTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";

  private final SagaFixture order = new SagaFixture(definition(step("pay"), step("ship", "pay")));

  @Test
  void aPauseSaysWhoAndWhyAndWhatWasBeforeAndIsAfter() {
    order.given(start()).when(pause());
    assertThat(order.latest())
        .containsExactly(
            new SagaEvent.SagaPaused(
                order.now(), "ann", "the bank is closed", "going forward", "paused"));
    order.when(resume());
    assertThat(order.latest().getFirst())
        .isEqualTo(
            new SagaEvent.SagaResumed(
                order.now(), "bob", "the bank is open", "paused", "going forward"));
    assertThat(order.saga().paused()).isNull();
  }

  @Test
  void aPausedSagaSendsNothingAndSendsItOnceResumed() {
    order.given(start()).thenSends(PAY).when(pause()).thenSends().thenStatus(SagaStatus.RUNNING);
    order.when(resume()).thenSends(PAY);
  }

  @Test
  void standingTellsOfThePause() {
    order.given(start()).given(pause());
    assertThat(Objects.requireNonNull(order.standing().paused()).who()).isEqualTo("ann");
  }

  @Test
  void probesAreSentAllTheSame() {
    SagaFixture saga = new SagaFixture(definition(step("pay", probed(call("pay-svc/do")), null)));
    saga.given(start()).whenAllAttemptsFail(PAY, NO_ANSWER).when(pause()).thenSends(PAY + "?");
    saga.when(observe(PAY, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void observationsAreFoldedAndWhatCouldBeginWaits() {
    order.given(start()).given(pause()).when(observe(PAY, FINAL)).thenRung(PAY, Rung.FINAL);
    assertThat(order.saga().action("ship")).isNull();
    order.when(resume()).thenSends(SHIP);
  }

  @Test
  void deadlinesFireAndTheirReactionsWait() {
    order.given(start()).given(pause()).whenTheNextDeadlinePasses().thenRung(PAY, Rung.UNKNOWN);
    order.thenEvents(SagaEvent.DeadlinePassed.class, SagaEvent.ReactionHeld.class);
    order.thenStatus(SagaStatus.RUNNING).when(resume()).thenDiverged("UNKNOWN COMPENSATE");
    order.thenSends(REFUND);
  }

  @Test
  void whatHasComeRightDuringThePauseNeedsNoReaction() {
    order.given(start()).given(pause()).whenTheNextDeadlinePasses();
    order.given(observe(PAY, FINAL)).when(resume()).thenDiverged().thenSends(SHIP);
  }

  @Test
  void aRefusalGoesBackwardOnlyOnceThePauseIsOver() {
    order.given(start()).given(observe(PAY, FINAL)).given(pause()).when(observe(SHIP, REFUSED));
    order.thenStatus(SagaStatus.RUNNING).thenSends();
    order.when(resume()).thenDiverged("REFUSED COMPENSATE").thenSends(REFUND);
  }

  @Test
  void aBadResultDoesNotEndAPausedSaga() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("pay", expecting(call("pay-svc/do"), "result.ok"), call("pay-svc/undo"))));
    saga.given(start()).given(pause()).when(observe(PAY, FINAL, null, Map.of("ok", false)));
    saga.thenStatus(SagaStatus.RUNNING).when(resume()).thenDiverged("UNEXPECTED COMPENSATE");
  }

  @Test
  void theGraceOfARevertRunsDuringThePause() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("pay", depth(call("pay-svc/do"), 3), call("pay-svc/undo"))));
    saga.given(start()).given(observe(PAY, io.meanwhile.core.model.Report.CONFIRMED, 1, null));
    saga.given(observe(PAY, REVERTED)).given(pause()).whenTheNextDeadlinePasses();
    saga.thenEvents(SagaEvent.DeadlinePassed.class, SagaEvent.ReactionHeld.class);
    saga.when(resume()).thenDiverged("REVERTED COMPENSATE").thenSends(REFUND);
  }

  @Test
  void aPausedSagaEndsAsAnyOther() {
    order.given(start()).given(observe(PAY, FINAL)).given(pause());
    order.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void anOverdueSagaReactsOnceResumed() {
    SagaFixture saga = new SagaFixture(within("PT5S", definition(step("pay"))));
    saga.given(start()).given(pause()).whenTheNextDeadlinePasses().thenStatus(SagaStatus.RUNNING);
    saga.when(resume()).thenDiverged("OVERDUE COMPENSATE").thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void aCancelDuringAPauseGoesBackwardButSendsNoCompensationYet() {
    order.given(start()).given(observe(PAY, FINAL)).given(pause()).given(observe(SHIP, REFUSED));
    order.when(cancel()).thenStatus(SagaStatus.COMPENSATING).thenSends();
    order.when(resume()).thenSends(REFUND);
  }

  @Test
  void anAnswerDuringAPauseCountsButIsSentOnlyAfterIt() {
    order.given(start()).given(fail(PAY, 1, NOT_CONFIGURED)).given(pause());
    order.when(answer(1, RETRY)).thenNotParked().thenSends();
    order.when(resume()).thenSends(PAY);
  }

  @Test
  void pausingTwiceAndResumingWhatIsNotPausedIsNothingNew() {
    order.given(start()).when(resume()).thenNothing().given(pause()).when(pause()).thenNothing();
  }

  @Test
  void whatHasEndedIsNotPaused() {
    order.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, FINAL));
    order.when(pause()).thenRefused("saga-ended").when(resume()).thenNothing();
  }
}
