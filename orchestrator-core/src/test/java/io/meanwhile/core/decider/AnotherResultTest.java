package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.pause;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.resume;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleGoals.atLeast;
import static io.meanwhile.core.model.Measure.once;
import static io.meanwhile.core.model.Measure.times;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Confirmed again with another result: what the step says about a revert is done about it. */
class AnotherResultTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String UNSHIP = "ship/compensation/1/1";
  private static final Measure WAIT = Measure.wait(Duration.ofMinutes(5));

  private static Step pay(Measure... list) {
    Step pay = step("pay", depth(call("pay-svc/do"), 3), call("pay-svc/undo"));
    return list.length == 0 ? pay : on(pay, DivergenceKind.REVERTED, list);
  }

  /** Shipped on a payment that is confirmed once, and confirmed again with another result. */
  private static SagaFixture changed(Step pay, Step ship) {
    return shipped(pay, ship).when(observe(PAY, CONFIRMED, 2, "block 8"));
  }

  private static SagaFixture shipped(Step pay, Step ship) {
    return new SagaFixture(definition(pay, ship))
        .given(start())
        .given(observe(PAY, CONFIRMED, 1, "block 7"))
        .given(observe(SHIP, FINAL));
  }

  @Test
  void whatReliedOnTheFirstIsUndoneAndBeginsAgainWhereARevertIsRetried() {
    SagaFixture saga = changed(pay(WAIT, times(Reaction.RETRY, 3)), step("ship", "pay@confirmed"));
    saga.thenDiverged("REVERTED RETRY").thenSends(UNSHIP);
    saga.when(observe(UNSHIP, FINAL)).thenSends("ship/action/2");
    saga.given(observe("ship/action/2", FINAL)).when(observe(PAY, FINAL, 3, "block 8"));
    saga.thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void itIsDoneAnewGivenUpAskedAboutOrTakenAsTheListSays() {
    changed(pay(once(Reaction.REDO)), step("ship", "pay@confirmed"))
        .thenDiverged("REVERTED REDO")
        .thenSends(UNSHIP);
    changed(pay(once(Reaction.UNDO)), step("ship", "pay@confirmed"))
        .thenDiverged("REVERTED UNDO")
        .thenSends(UNSHIP);
    changed(pay(once(Reaction.CONTINUE)), step("ship", "pay@confirmed"))
        .thenDiverged("REVERTED CONTINUE")
        .thenSends();
    changed(pay(once(Reaction.PARK)), step("ship", "pay@confirmed"))
        .thenParks(
            PAY,
            DivergenceKind.UNEXPECTED,
            Choice.ACCEPT,
            Choice.DID_NOT_HAPPEN,
            Choice.GIVE_UP,
            Choice.GO_BACKWARD);
  }

  @Test
  void aListThatOnlyWaitsParksSinceNoWaitingBringsTheFirstBack() {
    changed(pay(WAIT), step("ship", "pay@confirmed")).thenDiverged("REVERTED PARK");
  }

  @Test
  void whatAPivotReliedOnIsAskedAbout() {
    SagaFixture saga = changed(pay(times(Reaction.RETRY, 3)), pivot(step("ship", "pay@confirmed")));
    saga.thenDiverged("REVERTED PARK").thenStatus(SagaStatus.PARKED);
    assertThat(saga.effect(SHIP).wanted()).isTrue();
  }

  @Test
  void whatHasNoUndoCannotBeginAgainSoSomebodyIsAsked() {
    Step ship = step("ship", call("ship-svc/do"), null, "pay@confirmed");
    changed(pay(times(Reaction.RETRY, 3)), ship).thenDiverged("REVERTED PARK");
  }

  @Test
  void whileTheGoalCanDoWithoutItIsALoss() {
    SagaFixture saga =
        new SagaFixture(
                atLeast(
                    1,
                    List.of("mail"),
                    definition(pay(), step("ship", "pay@confirmed"), step("mail", new String[0]))))
            .given(start())
            .given(observe(PAY, CONFIRMED, 1, "block 7"))
            .given(observe(SHIP, FINAL));
    saga.when(observe(PAY, CONFIRMED, 2, "block 8")).thenDiverged("REVERTED UNDO");
    saga.thenSends("mail/action/1", UNSHIP);
  }

  @Test
  void inAPauseItIsWrittenDownAndMetAfterwardsTheSameWay() {
    SagaFixture saga =
        shipped(pay(times(Reaction.RETRY, 3)), step("ship", "pay@confirmed")).given(pause());
    saga.when(observe(PAY, CONFIRMED, 2, "block 8")).thenDiverged().thenSends();
    saga.when(resume()).thenDiverged("REVERTED RETRY").thenSends(UNSHIP);
  }
}
