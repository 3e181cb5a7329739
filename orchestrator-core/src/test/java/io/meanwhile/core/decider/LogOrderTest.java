package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.refuse;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two things at once: the log says which came first. One thing of two kinds: the table does. */
class LogOrderTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";

  private static SagaFixture of(Definition definition) {
    return new SagaFixture(definition).given(start());
  }

  @Test
  void aCancelBeforeTheLastWordIsTakenAndAfterItRefused() {
    Definition pay = definition(step("pay"));
    of(pay).given(cancel()).when(observe(PAY, FINAL)).thenSends(REFUND);
    of(pay).given(observe(PAY, FINAL)).when(cancel()).thenRefused("saga-ended");
  }

  @Test
  void aCancelBeforeThePivotGoesBackwardAndAfterItIsHeld() {
    Definition order = definition(step("pay"), pivot(step("ship", "pay")));
    of(order).given(cancel()).when(observe(PAY, FINAL)).thenSends(REFUND);
    of(order).given(observe(PAY, FINAL)).when(cancel()).thenStatus(SagaStatus.RUNNING);
  }

  @Test
  void wordBeforeTheDeadlineGoesOnAndTheSameWordAfterItIsLate() {
    Definition order = definition(step("pay"), step("ship", "pay"));
    SagaFixture inTime = of(order).after("PT1M").given(observe(PAY, FINAL));
    inTime.when(SagaCommand.PassTime::new).thenNothing().thenSends(SHIP);
    SagaFixture late = of(order).whenTheNextDeadlinePasses().thenDiverged("UNKNOWN COMPENSATE");
    late.when(observe(PAY, FINAL)).thenDiverged("LATE UNDO").thenSends(REFUND);
  }

  @Test
  void theSagasDeadlineBeforeItsEndSendsItBackwardAndAfterItIsNothing() {
    Definition brief = within("PT5S", definition(step("pay")));
    SagaFixture overdue = of(brief).whenTheNextDeadlinePasses().given(observe(PAY, FINAL));
    overdue.thenStatus(SagaStatus.COMPENSATING);
    SagaFixture done = of(brief).after("PT5S").given(observe(PAY, FINAL));
    done.when(SagaCommand.PassTime::new).thenNothing().thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void brokenGoesBeforeLate() {
    SagaFixture saga = of(definition(step("pay"), step("ship")));
    saga.given(observe(SHIP, io.meanwhile.core.model.Report.REFUSED)).given(cancel());
    saga.after("PT1S").when(observe(SHIP, FINAL)).thenDiverged("BROKEN PARK");
  }

  private static final Definition EXPECTING =
      definition(
          step("pay", expecting(depth(call("pay-svc/do"), 3), "result.ok"), call("pay-svc/undo")),
          step("ship", "pay@confirmed"));

  @Test
  void lateGoesBeforeAllOthers() {
    SagaFixture saga = of(EXPECTING).given(cancel());
    saga.when(observe(PAY, CONFIRMED, 1, Map.of("ok", false))).thenDiverged("LATE UNDO");
  }

  @Test
  void refusedGoesBeforeReverted() {
    SagaFixture saga = of(EXPECTING).given(observe(PAY, CONFIRMED, 1, Map.of("ok", true)));
    saga.when(refuse(PAY, 3, "rolled back")).thenDiverged("REFUSED COMPENSATE");
  }

  @Test
  void unavailableGoesBeforeUnknown() {
    SagaFixture saga = of(definition(step("pay")));
    saga.whenAllAttemptsFail(PAY, io.meanwhile.core.model.Failure.UNAVAILABLE);
    saga.thenDiverged("UNAVAILABLE COMPENSATE");
  }

  @Test
  void unexpectedGoesBeforeReverted() {
    SagaFixture saga = of(EXPECTING).given(observe(PAY, CONFIRMED, 1, Map.of("ok", true)));
    saga.when(observe(PAY, CONFIRMED, 2, Map.of("ok", false)));
    saga.thenDiverged("UNEXPECTED COMPENSATE").thenSends();
    saga.whenTheNextDeadlinePasses().thenSends("ship/compensation/1/1");
  }
}
