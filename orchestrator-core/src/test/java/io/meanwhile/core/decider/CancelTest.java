package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import org.junit.jupiter.api.Test;

class CancelTest {
  private static final String PAY = "pay/action/1";
  private static final String REFUND = "pay/compensation/1/1";

  private final SagaFixture order = new SagaFixture(definition(step("pay"), step("ship", "pay")));

  @Test
  void whoCancelledAndWhyIsRecorded() {
    order.given(start()).when(cancel());
    assertThat(order.latest().getFirst())
        .isEqualTo(
            new SagaEvent.CancelRequested(
                order.now(), "ann", "changed my mind", "going forward", "going backward"));
    assertThat(order.saga().why()).contains("ann").contains("changed my mind");
  }

  @Test
  void whatStandsIsUndoneAtOnce() {
    order.given(start()).given(observe(PAY, FINAL)).given(observe("ship/action/1", FINAL));
    order.thenStatus(SagaStatus.COMPLETED).when(cancel()).thenRefused("saga-ended");
    SagaFixture other = new SagaFixture(definition(step("pay"), step("ship")));
    other.given(start()).given(observe(PAY, FINAL)).when(cancel()).thenSends(REFUND);
  }

  @Test
  void nothingIsOwedForWhatTurnsOutVoid() {
    order.given(start()).given(cancel()).thenSends();
    order.when(observe(PAY, REFUSED)).thenStatus(SagaStatus.COMPENSATED).thenLosses();
    assertThat(order.saga().compensations(order.effect(PAY).key())).isEmpty();
  }

  @Test
  void aSecondCancelIsNothingNew() {
    order.given(start()).given(cancel()).when(cancel()).thenNothing();
  }

  @Test
  void aSagaThatGoesBackwardAlreadyTakesNoCancel() {
    order.given(start()).given(observe(PAY, FINAL)).given(observe("ship/action/1", REFUSED));
    order.thenStatus(SagaStatus.COMPENSATING).when(cancel()).thenNothing();
  }

  @Test
  void aSagaThatWasNeverStartedIsUnknown() {
    order.when(cancel()).thenRefused("unknown-saga");
  }

  @Test
  void anIrreversibleStepInFlightIsALossOnlyIfItMayStandAtItsDeadline() {
    SagaFixture saga = new SagaFixture(definition(irreversible(step("mail"))));
    saga.given(start()).given(observe("mail/action/1", ACCEPTED)).given(cancel());
    saga.thenStatus(SagaStatus.COMPENSATING).whenTheNextDeadlinePasses();
    saga.thenStatus(SagaStatus.COMPENSATED).thenLosses("mail/action/1");
  }

  @Test
  void anIrreversibleActionThatTurnsOutVoidIsNoLoss() {
    SagaFixture saga = new SagaFixture(definition(irreversible(step("mail")), step("pay")));
    saga.given(start()).given(observe("pay/action/1", FINAL)).given(cancel());
    saga.whenTheNextDeadlinePasses().given(observe("mail/action/1", REFUSED));
    saga.when(observe("pay/compensation/1/1", FINAL)).thenStatus(SagaStatus.COMPENSATED);
    saga.thenLosses();
  }

  @Test
  void allThatBeganIsGivenUpWhereverItIs() {
    SagaFixture saga =
        new SagaFixture(
                definition(step("final"), step("open"), step("void"), step("parked"), step("mail")))
            .given(start())
            .given(observe("final/action/1", FINAL))
            .given(observe("mail/action/1", ACCEPTED))
            .given(Sample.fail("parked/action/1", 1, Failure.NOT_CONFIGURED));
    saga.when(cancel());
    assertThat(saga.saga().all()).noneMatch(e -> e.key().isAction() && e.wanted());
    saga.given(observe("void/action/1", REFUSED)).when(observe("open/action/1", FINAL));
    assertThat(saga.saga().all()).noneMatch(e -> e.key().isAction() && e.wanted());
  }
}
