package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Failure.NOT_CONFIGURED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import org.junit.jupiter.api.Test;

/** What becomes of a saga when a step was given up and it goes on. */
class GivingUpTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String MAIL = "mail/action/1";

  private static final Measure UNDO = Measure.once(Reaction.UNDO);

  private final SagaFixture before =
      new SagaFixture(
          definition(step("pay"), on(step("ship", "pay"), DivergenceKind.REFUSED, UNDO)));
  private final SagaFixture after =
      new SagaFixture(
          definition(
              pivot(step("pay")),
              on(step("ship", "pay"), DivergenceKind.REFUSED, UNDO),
              step("mail", "ship")));

  @Test
  void beforeThePivotAGoalThatCannotBeMetAnyMoreIsCompensated() {
    before.given(start()).given(observe(PAY, FINAL)).when(observe(SHIP, REFUSED));
    before.thenDiverged("REFUSED UNDO", "UNMET COMPENSATE").thenSends("pay/compensation/1/1");
  }

  @Test
  void itIsUnmetOnlyOnceNothingIsInFlightAnyMore() {
    SagaFixture saga =
        new SagaFixture(definition(step("pay"), on(step("ship"), DivergenceKind.REFUSED, UNDO)));
    saga.given(start()).when(observe(SHIP, REFUSED)).thenDiverged("REFUSED UNDO");
    saga.when(observe(PAY, FINAL)).thenDiverged("UNMET COMPENSATE");
  }

  private SagaFixture unmetAfterThePivot() {
    after.given(start()).given(observe(PAY, FINAL)).when(observe(SHIP, REFUSED));
    after.thenDiverged("REFUSED UNDO", "UNMET PARK");
    return after.thenParks(SHIP, DivergenceKind.UNMET, REDO, ACCEPT);
  }

  @Test
  void afterThePivotAnOperatorMayHaveItDoneAfterAll() {
    unmetAfterThePivot().when(answer(1, REDO)).thenSends("ship/action/2");
    after.given(observe("ship/action/2", FINAL)).given(observe(MAIL, FINAL));
    after.thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void orLetTheSagaGoOnWithoutItAsIfItHadBeenSkipped() {
    unmetAfterThePivot().when(answer(1, ACCEPT)).thenSends(MAIL);
    after.when(observe(MAIL, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses(SHIP);
  }

  @Test
  void anOperatorGivesUpWhatIsAskedAboutAndWhatIsOwedFollows() {
    SagaFixture saga = new SagaFixture(definition(step("pay"), step("ship")));
    saga.given(start()).given(observe(SHIP, FINAL));
    saga.given(fail(PAY, 1, NOT_CONFIGURED)).when(answer(1, GIVE_UP));
    assertThat(saga.effect(PAY).wanted()).isFalse();
    saga.whenTheNextDeadlinePasses().thenSends("pay/compensation/1/1");
  }

  @Test
  void whatMayHaveHappenedIsListedAsALossAndDoneWithout() {
    SagaFixture saga = new SagaFixture(definition(step("pay"), step("ship", "pay")));
    saga.given(start()).given(fail(PAY, 1, NOT_CONFIGURED)).when(answer(1, ACCEPT));
    saga.thenRung(PAY, Rung.REQUESTED).thenSends(SHIP);
    saga.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses(PAY);
  }

  @Test
  void anActSaysWhatWasBeforeAndIsAfter() {
    SagaFixture saga = new SagaFixture(definition(step("pay")));
    saga.given(start()).given(fail(PAY, 1, NOT_CONFIGURED)).when(answer(1, ACCEPT));
    assertThat(saga.latest().getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.QuestionAnswered.class,
            e -> assertThat(e.before() + " -> " + e.after()).isEqualTo("requested -> a loss"));
  }

  @Test
  void aLateActionIsUndoneLeftOrAskedAboutAsItsStepSays() {
    late(Reaction.UNDO).thenDiverged("LATE UNDO").thenSends("ship/compensation/1/1");
    late(Reaction.CONTINUE).thenDiverged("LATE CONTINUE").thenStatus(SagaStatus.COMPENSATED);
    late(Reaction.CONTINUE).thenLosses(SHIP);
    late(Reaction.PARK).thenDiverged("LATE PARK").thenStatus(SagaStatus.PARKED);
  }

  private static SagaFixture late(Reaction reaction) {
    SagaFixture saga =
        new SagaFixture(definition(on(step("ship"), DivergenceKind.LATE, Measure.once(reaction))));
    return saga.given(start()).given(cancel()).when(observe(SHIP, FINAL));
  }
}
