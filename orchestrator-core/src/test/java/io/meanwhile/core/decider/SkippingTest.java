package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SkippingTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String MAIL = "mail/action/1";

  private final SagaFixture order =
      new SagaFixture(definition(step("pay"), step("ship", "pay"), step("mail", "ship")));

  private static Function<Instant, SagaCommand> skip(String step) {
    return at -> new SagaCommand.Skip(at, step, "ann", "fetched by hand");
  }

  @Test
  void aStepThatHasNotBegunIsLeftOutAndTheOthersGoOnOnceWhatItWaitedForStands() {
    order.given(start()).when(skip("ship")).thenRung(SHIP, Rung.SKIPPED).thenSends(PAY);
    assertThat(order.latest().getFirst())
        .isEqualTo(
            new SagaEvent.SkipRequested(
                order.now(), "ship", "ann", "fetched by hand", "not begun", "skipped"));
    order.when(observe(PAY, FINAL)).thenSends(MAIL);
    order.when(observe(MAIL, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void theLastStepMayBeLeftOutSoThatTheSagaEnds() {
    SagaFixture saga = new SagaFixture(definition(step("pay"), step("ship", "pay")));
    saga.given(start()).given(skip("ship")).when(observe(PAY, FINAL));
    saga.thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void aParkedStepIsGivenUpAndCompensatedAndTheOthersGoOn() {
    order.given(start()).given(observe(PAY, FINAL)).given(fail(SHIP, 1, NOT_CONFIGURED));
    order.when(skip("ship")).thenNotParked().thenSends(MAIL);
    order.given(observe(MAIL, FINAL)).thenStatus(SagaStatus.CONFIRMED);
    order.whenTheNextDeadlinePasses().thenSends("ship/compensation/1/1");
    order.when(observe("ship/compensation/1/1", FINAL));
    order.thenStatus(SagaStatus.COMPLETED).thenLosses(SHIP);
  }

  @Test
  void aStepWhoseInputCannotBeComputedIsLeftOut() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("a"), step("b", with(call("b-svc/do"), "x", "input.missing"), null, "a")));
    saga.given(start()).given(observe("a/action/1", FINAL)).thenStatus(SagaStatus.PARKED);
    saga.when(skip("b")).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatHasBegunAndIsNotParkedIsNotSkipped() {
    order.given(start()).when(skip("pay")).thenRefused("cannot-skip");
    order.when(skip("none")).thenRefused("cannot-skip");
  }

  @Test
  void goingBackwardAndAfterTheEndNothingIsSkipped() {
    order.given(start()).given(cancel()).when(skip("ship")).thenRefused("cannot-skip");
    order.when(observe(PAY, REFUSED)).thenStatus(SagaStatus.COMPENSATED);
    order.when(skip("ship")).thenRefused("saga-ended");
  }

  @Test
  void whatThePivotReliedOnIsNotSkipped() {
    SagaFixture saga =
        new SagaFixture(definition(step("pay"), pivot(step("ship", "pay")), step("x", "ship")));
    saga.given(start()).given(observe(PAY, FINAL)).given(observe(SHIP, FINAL));
    saga.given(observe(PAY, REFUSED)).when(skip("pay")).thenRefused("cannot-skip");
  }

  @Test
  void skippedTwiceIsNothingNew() {
    order.given(start()).given(skip("ship")).when(skip("ship")).thenNothing();
  }
}
