package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Failure.NO_ANSWER;
import static io.meanwhile.core.model.Measure.once;
import static io.meanwhile.core.model.Measure.times;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a list of reactions does about a revert, and what undo gives up. */
class RevertReactionsTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";
  private static final Measure PARK = once(Reaction.PARK);

  @Test
  void aRevertedStepIsWaitedForThenWhatReliedOnItIsUndoneAndItsOwnKeyIsSentAgain() {
    SagaFixture saga = reverted(Measure.wait(Duration.ofMinutes(5)), times(Reaction.RETRY, 3));
    saga.thenDiverged("REVERTED WAIT").given(observe(SHIP, FINAL)).thenSends();
    saga.whenTheNextDeadlinePasses()
        .thenDiverged("REVERTED RETRY")
        .thenSends(PAY, "ship/compensation/1/1");
    assertThat(saga.effect(SHIP).wanted()).isFalse();
    saga.given(observe("ship/compensation/1/1", FINAL)).thenSends(PAY);
    saga.when(observe(PAY, FINAL, 1, null)).thenSends("ship/action/2");
    saga.when(observe("ship/action/2", FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void whatReliedOnARevertedStepBeginsAgainOnlyOnceItIsUndone() {
    SagaFixture saga = reverted(times(Reaction.RETRY, 3));
    saga.thenDiverged("REVERTED RETRY").given(observe(PAY, FINAL, 1, null));
    saga.thenSends().whenTheNextDeadlinePasses().thenSends("ship/compensation/1/1");
    saga.when(observe("ship/compensation/1/1", FINAL)).thenSends("ship/action/2");
  }

  @Test
  void silenceAfterARetryGoesOnWithTheListOfTheRevert() {
    SagaFixture saga = reverted(times(Reaction.RETRY, 1), PARK);
    saga.whenAllAttemptsFail(PAY, NO_ANSWER).thenDiverged("REVERTED PARK");
    saga.thenStatus(SagaStatus.PARKED);
  }

  @Test
  void whatThePivotReliedOnIsSentAgainButNothingIsUndone() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                on(
                    step("pay", depth(call("pay-svc/do"), 3), call("pay-svc/undo")),
                    DivergenceKind.REVERTED,
                    times(Reaction.RETRY, 3)),
                pivot(step("ship", "pay@confirmed"))));
    saga.given(start()).given(observe(PAY, CONFIRMED, 1, null)).given(observe(SHIP, FINAL));
    saga.when(observe(PAY, REVERTED)).thenDiverged("REVERTED RETRY").thenSends(PAY);
    assertThat(saga.effect(SHIP).wanted()).isTrue();
    saga.when(observe(PAY, FINAL, 3, null)).thenStatus(SagaStatus.COMPLETED);
  }

  private static SagaFixture reverted(Measure... list) {
    return new SagaFixture(
            definition(
                on(
                    step("pay", depth(call("pay-svc/do"), 1), call("pay-svc/undo")),
                    DivergenceKind.REVERTED,
                    list),
                step("ship", "pay@confirmed")))
        .given(start())
        .given(observe(PAY, CONFIRMED, 0, null))
        .given(observe(PAY, REVERTED));
  }

  @Test
  void undoGivesAStepUpWithAllThatReliedOnItAndTheSagaGoesOn() {
    SagaFixture saga = reverted(once(Reaction.UNDO));
    saga.thenDiverged("REVERTED UNDO").thenSends();
    assertThat(saga.saga().backward()).isFalse();
    assertThat(saga.effect(PAY).wanted()).isFalse();
    assertThat(saga.effect(SHIP).wanted()).isFalse();
    saga.whenTheNextDeadlinePasses().thenSends("ship/compensation/1/1");
    saga.given(observe("ship/compensation/1/1", FINAL)).whenTheNextDeadlinePasses();
    saga.thenSends(REFUND);
  }

  @Test
  void noEffectGetsMoreThanAHundredReactionsHoweverOftenItComesRight() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                on(
                    step("pay", depth(call("pay-svc/do"), 9), null),
                    DivergenceKind.REVERTED,
                    Measure.wait(Duration.ofMinutes(5)))));
    saga.given(start());
    for (int i = 0; i < Measure.MOST; i++) {
      saga.after("PT1S").given(observe(PAY, CONFIRMED, 1, null)).after("PT1S");
      saga.when(observe(PAY, REVERTED)).thenDiverged("REVERTED WAIT");
    }
    saga.after("PT1S").given(observe(PAY, CONFIRMED, 1, null)).after("PT1S");
    saga.when(observe(PAY, REVERTED)).thenDiverged("REVERTED PARK");
  }

  /** Mails on a shipment that stands on a payment, all after the pivot. */
  private static SagaFixture pastThePivot(Step ship) {
    return new SagaFixture(
            definition(
                pivot(step("first")),
                step("pay", depth(call("pay-svc/do"), 3), call("pay-svc/undo"), "first"),
                ship))
        .given(start())
        .given(observe("first/action/1", FINAL))
        .given(observe(PAY, CONFIRMED, 1, null))
        .given(observe(SHIP, FINAL))
        .given(observe(PAY, REVERTED));
  }

  @Test
  void afterThePivotWhatReliedOnItIsUndoneBeforeItIsAskedForAgainAndBeginsOnceItIsBack() {
    SagaFixture saga = pastThePivot(step("ship", "pay@confirmed"));
    saga.whenTheNextDeadlinePasses().thenDiverged("REVERTED RETRY");
    saga.thenSends(PAY, "ship/compensation/1/1");
    assertThat(saga.standing().pending().getLast())
        .satisfies(
            p -> assertThat(p.effect() + ": " + p.then()).isEqualTo("ship: it begins again"));
    saga.given(observe("ship/compensation/1/1", FINAL)).thenSends(PAY);
    saga.when(observe(PAY, FINAL, 3, null)).thenSends("ship/action/2");
    saga.when(observe("ship/action/2", FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void whatCannotBeginAgainIsKeptAndTheKeyIsSentAllTheSame() {
    SagaFixture saga = pastThePivot(step("ship", call("ship-svc/do"), null, "pay@confirmed"));
    saga.whenTheNextDeadlinePasses().thenDiverged("REVERTED RETRY").thenSends(PAY);
    assertThat(saga.effect(SHIP).wanted()).isTrue();
    saga.when(observe(PAY, FINAL, 3, null)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void goingForwardWhatIsOwedAndWaitsForOthersIsPending() {
    SagaFixture saga =
        new SagaFixture(
                definition(
                    on(
                        step("pay", depth(call("pay-svc/do"), 1), call("pay-svc/undo")),
                        DivergenceKind.REVERTED,
                        once(Reaction.UNDO)),
                    step("ship", "pay@confirmed"),
                    step("mail", "ship")))
            .given(start())
            .given(observe(PAY, CONFIRMED, 0, null))
            .given(observe(SHIP, FINAL))
            .given(observe("mail/action/1", FINAL))
            .given(observe(PAY, REVERTED));
    saga.thenSends("mail/compensation/1/1");
    assertThat(saga.standing().pending())
        .extracting(p -> p.effect() + ": " + p.waitingFor())
        .contains("compensation of ship/action/1: mail/action/1 to be settled");
  }
}
