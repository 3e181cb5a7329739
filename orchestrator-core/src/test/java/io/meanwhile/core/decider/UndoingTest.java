package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Undoing;
import org.junit.jupiter.api.Test;

/** When compensations begin. */
class UndoingTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";
  private static final String UNSHIP = "ship/compensation/1/1";

  private static SagaFixture cancelled(Undoing undoing) {
    Step pay = step("pay").undoneBy(undoing);
    Step ship = step("ship", call("ship-svc/do"), depth(call("ship-svc/undo"), 3), "pay");
    return new SagaFixture(definition(pay, ship, step("mail", "ship")))
        .given(start())
        .given(observe(PAY, FINAL))
        .given(observe(SHIP, FINAL))
        .given(observe("mail/action/1", REFUSED));
  }

  @Test
  void aCompensationWaitsForThoseOfItsDependentsToBeFinal() {
    SagaFixture saga = cancelled(Undoing.DEFAULT);
    saga.given(observe(UNSHIP, CONFIRMED, 1, null)).thenSends();
    saga.when(observe(UNSHIP, FINAL, 3, null)).thenSends(REFUND);
  }

  @Test
  void orOnlyToBeConfirmedWhereItsStepSaysSo() {
    SagaFixture saga = cancelled(new Undoing(Level.CONFIRMED, false));
    saga.when(observe(UNSHIP, CONFIRMED, 1, null)).thenSends(REFUND);
    saga.given(observe(REFUND, FINAL)).thenStatus(SagaStatus.COMPENSATING);
    saga.when(observe(UNSHIP, FINAL, 3, null)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void whatMayStandIsCompensatedAtItsDeadline() {
    SagaFixture saga = new SagaFixture(definition(step("pay")));
    saga.given(start()).when(cancel()).thenSends();
    saga.whenTheNextDeadlinePasses().thenSends(REFUND);
  }

  @Test
  void orAtOnceWhereItCanBeBlockedAndItsStepSaysSo() {
    SagaFixture saga =
        new SagaFixture(definition(step("pay").undoneBy(new Undoing(Level.FINAL, true))));
    saga.given(start()).when(cancel()).thenSends(REFUND);
    saga.when(undid(REFUND, CompensationOutcome.BLOCKED)).thenRung(PAY, Rung.VOID);
    saga.thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void whatWasGivenUpAndDoneAllTheSameIsUndoneOnce() {
    SagaFixture saga =
        new SagaFixture(definition(step("pay").undoneBy(new Undoing(Level.FINAL, true))));
    saga.given(start()).given(cancel()).when(observe(PAY, FINAL)).thenSends(REFUND);
    saga.when(undid(REFUND, CompensationOutcome.UNDONE)).thenStatus(SagaStatus.COMPENSATED);
    saga.thenLosses();
  }

  @Test
  void whatItDidIsTakenForUndoneWhereItsActionWasKnownToStandWhenItWasAsked() {
    SagaFixture saga = cancelled(Undoing.DEFAULT).given(observe(UNSHIP, FINAL, 3, null));
    assertThat(saga.effect(UNSHIP).outcome()).isEqualTo(CompensationOutcome.UNDONE);
    saga.thenRung(SHIP, Rung.FINAL);
  }

  @Test
  void andForBlockedWhereItWasNotSoThatTheActionIsVoid() {
    SagaFixture saga = new SagaFixture(definition(step("pay"))).given(start()).given(cancel());
    saga.whenTheNextDeadlinePasses().when(observe(REFUND, FINAL));
    assertThat(saga.effect(REFUND).outcome()).isEqualTo(CompensationOutcome.BLOCKED);
    saga.thenRung(PAY, Rung.VOID).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void andAlsoWhereItsActionTurnedOutToStandOnlyAfterwardsSoThatSomebodyIsAsked() {
    SagaFixture saga = new SagaFixture(definition(step("pay"))).given(start()).given(cancel());
    saga.whenTheNextDeadlinePasses().given(observe(PAY, FINAL));
    saga.when(observe(REFUND, FINAL)).thenDiverged("BROKEN PARK");
  }

  @Test
  void itIsOwedUntilOneCompensationIsFinal() {
    Step pay = step("pay", call("pay-svc/do"), depth(call("pay-svc/undo"), 3));
    SagaFixture saga =
        new SagaFixture(definition(pay, step("ship"))).given(start()).given(observe(PAY, FINAL));
    saga.given(observe(SHIP, REFUSED)).when(observe(REFUND, CONFIRMED, 2, null));
    saga.thenStatus(SagaStatus.COMPENSATING);
    saga.when(observe(REFUND, FINAL, 3, null)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void whatHasNothingToUndoIsNeitherCompensatedNorALoss() {
    SagaFixture saga =
        new SagaFixture(definition(step("pay", call("pay-svc/do"), null), step("ship")))
            .given(start())
            .given(observe(PAY, FINAL));
    saga.when(observe(SHIP, REFUSED)).thenSends().thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }
}
