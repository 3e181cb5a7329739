package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.atConfirmed;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.refuse;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.undid;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Choice.WAIT;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReopeningTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));

  /** Ends as soon as everything is confirmed. */
  private final SagaFixture quick =
      new SagaFixture(
          atConfirmed(
              definition(
                  step("lock", depth(call("lock-svc/do"), 3), call("lock-svc/undo")),
                  step("mint", depth(call("mint-svc/do"), 3), null, "lock@confirmed"))));

  private SagaFixture quickCompleted() {
    quick.given(start()).given(observe(LOCK, CONFIRMED, 1, Map.of("id", 1)));
    return quick.given(observe(MINT, CONFIRMED, 1, null)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aGoalThatWasMetAndIsRevertedReopensAndIsWaitedFor() {
    quickCompleted().when(observe(LOCK, REVERTED)).thenDiverged("REVERTED WAIT");
    quick
        .thenStatus(SagaStatus.RUNNING)
        .after("PT1S")
        .when(observe(LOCK, CONFIRMED, 1, Map.of("id", 1)));
    quick.thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aCompletedSagaThatIsReopenedCountsAsAfterThePivot() {
    quickCompleted().given(observe(LOCK, REVERTED)).when(cancel()).thenRefused("pivot-passed");
    quick.given(observe(MINT, FINAL, 3, null)).whenTheNextDeadlinePasses();
    quick.thenDiverged("REVERTED RETRY").thenSends(LOCK);
  }

  @Test
  void aRefusalAfterTheEndReopensToo() {
    quickCompleted().when(refuse(LOCK, 1, "out of gas")).thenDiverged("REVERTED WAIT");
    quick.thenStatus(SagaStatus.RUNNING).when(refuse(LOCK, 3, null));
    quick.thenDiverged("REFUSED PARK").thenStatus(SagaStatus.PARKED);
    quick.thenParks(LOCK, DivergenceKind.REFUSED, HAPPENED, ACCEPT, GIVE_UP);
  }

  @Test
  void aFinalRefusalAfterTheEndReopensAtOnce() {
    quickCompleted().when(refuse(MINT, 3, "rolled back"));
    quick.thenEvents(
        SagaEvent.ObservationRecorded.class,
        SagaEvent.SagaReopened.class,
        SagaEvent.Diverged.class,
        SagaEvent.QuestionOpened.class);
    quick.thenParks(MINT, DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT, GIVE_UP);
  }

  @Test
  void anotherResultAfterTheEndReopensWhereSomethingReliedOnTheFirst() {
    quickCompleted().when(observe(LOCK, CONFIRMED, 2, Map.of("id", 2)));
    quick.thenDiverged("REVERTED PARK");
    quick.thenParks(LOCK, DivergenceKind.UNEXPECTED, ACCEPT, DID_NOT_HAPPEN, GIVE_UP);
    quick.when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aResultThatBreaksItsExpectationAfterTheEndReopens() {
    SagaFixture saga =
        new SagaFixture(
            atConfirmed(
                definition(
                    step(
                        "lock",
                        expecting(depth(call("lock-svc/do"), 3), "result.ok"),
                        call("lock-svc/undo")))));
    saga.given(start()).given(observe(LOCK, CONFIRMED, 1, Map.of("ok", true)));
    saga.thenStatus(SagaStatus.COMPLETED).when(observe(LOCK, CONFIRMED, 2, Map.of("ok", false)));
    saga.thenDiverged("UNEXPECTED PARK").thenStatus(SagaStatus.PARKED);
  }

  @Test
  void moreConfirmationsAfterTheEndChangeNothing() {
    quickCompleted().when(observe(LOCK, CONFIRMED, 2, null));
    quick.thenEvents(SagaEvent.ObservationRecorded.class).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aFinalStepThatIsRevertedAfterCompletionIsBroken() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, FINAL));
    bridge.thenStatus(SagaStatus.COMPLETED).when(observe(LOCK, REVERTED));
    bridge.thenDiverged("BROKEN PARK");
    bridge.thenParks(
        LOCK, DivergenceKind.BROKEN, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT, GIVE_UP);
    bridge.when(answer(1, HAPPENED)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aCompensationThatIsRevertedAfterTheEndReopensGoingBackward() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.given(observe(UNLOCK, FINAL)).thenStatus(SagaStatus.COMPENSATED);
    bridge.when(observe(UNLOCK, REVERTED)).thenDiverged("BROKEN PARK");
    bridge.thenParks(UNLOCK, DivergenceKind.BROKEN, WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    bridge.when(answer(1, RETRY)).thenStatus(SagaStatus.COMPENSATING).thenSends(UNLOCK);
    bridge.after("PT1S").when(observe(UNLOCK, FINAL)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void aVoidStepThatStandsAfterTheEndIsUndoneOnceAnOperatorSaysThatItDoes() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.given(observe(UNLOCK, FINAL)).given(observe(MINT, FINAL)).thenStatus(SagaStatus.PARKED);
    bridge.thenParks(MINT, DivergenceKind.BROKEN, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    bridge.when(answer(1, HAPPENED)).thenSends("mint/compensation/1/1");
    bridge.when(observe("mint/compensation/1/1", FINAL)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void anActionThatWasBlockedAndIsAcceptedAsStandingIsALoss() {
    bridge.given(start()).given(cancel()).whenTheNextDeadlinePasses();
    bridge.given(undid(UNLOCK, CompensationOutcome.BLOCKED)).given(observe(LOCK, FINAL));
    bridge.when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPENSATED).thenLosses(LOCK);
  }

  @Test
  void whatWasUndoneAndIsGoneOutsideTooIsALossOnceAccepted() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.given(undid(UNLOCK, CompensationOutcome.UNDONE)).given(observe(LOCK, REVERTED));
    bridge.thenParks(LOCK, DivergenceKind.BROKEN, DID_NOT_HAPPEN, ACCEPT);
    bridge.when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPENSATED).thenLosses(LOCK);
  }

  @Test
  void aLossWhoseCompensationCameThroughAfterAllIsNone() {
    SagaFixture saga = new SagaFixture(definition(step("a"), step("b"), step("c", "b")));
    saga.given(start()).given(observe("a/action/1", FINAL)).given(observe("b/action/1", FINAL));
    saga.given(observe("c/action/1", REFUSED));
    saga.given(Sample.fail("a/compensation/1/1", 1, Failure.NOT_CONFIGURED));
    saga.given(answer(1, ACCEPT)).given(observe("a/compensation/1/1", FINAL));
    saga.when(observe("b/compensation/1/1", FINAL)).thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void lateWordOfWhatWasUndoneAnywayOpensNothing() {
    bridge.given(start()).given(cancel()).whenTheNextDeadlinePasses();
    bridge.given(undid(UNLOCK, CompensationOutcome.UNDONE)).when(observe(LOCK, FINAL));
    bridge.thenDiverged("LATE RECORD").thenStatus(SagaStatus.COMPENSATED).thenSends();
  }

  @Test
  void lateWordOfWhatIsListedAsALossOpensNothingAndListsItNoMore() {
    for (Reaction late : List.of(Reaction.UNDO, Reaction.CONTINUE, Reaction.PARK)) {
      Step lock = on(step("lock"), DivergenceKind.LATE, Measure.once(late));
      SagaFixture saga = new SagaFixture(definition(lock)).given(start()).given(cancel());
      saga.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.UNKNOWN).thenSends(UNLOCK);
      saga.when(fail(UNLOCK, 1, Failure.NOT_CONFIGURED)).thenDiverged("REJECTED PARK");
      saga.when(answer(1, ACCEPT)).thenStatus(SagaStatus.COMPENSATED).thenLosses(LOCK);
      saga.when(observe(LOCK, FINAL)).thenDiverged("LATE RECORD");
      saga.thenEvents(SagaEvent.ObservationRecorded.class, SagaEvent.Diverged.class);
      saga.thenStatus(SagaStatus.COMPENSATED).thenLosses(LOCK).thenSends();
    }
  }

  @Test
  void theSagasDeadlineWasMetAndCountsNoMoreAfterAReopening() {
    SagaFixture saga =
        new SagaFixture(
            within(
                "PT1M",
                atConfirmed(definition(step("lock", depth(call("lock-svc/do"), 3), null)))));
    saga.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).thenStatus(SagaStatus.COMPLETED);
    saga.after("P1D").given(observe(LOCK, REVERTED)).when(SagaCommand.PassTime::new).thenNothing();
  }

  @Test
  void anEndedSagaHasNothingLeftToDo() {
    quickCompleted().thenSends().when(cancel()).thenRefused("saga-ended");
    quick.after("P1D").when(SagaCommand.PassTime::new).thenNothing();
  }
}
