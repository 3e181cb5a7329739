package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.refuse;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.within;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));
  private final SagaFixture chain =
      new SagaFixture(
          definition(step("lock", depth(call("lock-svc/do"), 3), call("lock-svc/undo"))));
  private final SagaFixture afterPivot =
      new SagaFixture(
          definition(
              pivot(step("lock")),
              step("mint", depth(call("mint-svc/do"), 3), call("mint-svc/undo"), "lock")));

  @Test
  void noDeadlineFiresEarly() {
    bridge.given(start()).after("PT59.999S").when(SagaCommand.PassTime::new).thenNothing();
    bridge.after("PT0.001S").when(SagaCommand.PassTime::new).thenRung(LOCK, Rung.UNKNOWN);
  }

  @Test
  void silencePastTheDeadlineIsUnknownAndUndoesIncludingThisStep() {
    bridge.given(start()).given(observe(LOCK, FINAL)).whenTheNextDeadlinePasses();
    bridge.thenRung(MINT, Rung.UNKNOWN).thenDiverged("UNKNOWN COMPENSATE");
    bridge.thenSends("mint/compensation/1/1");
  }

  @Test
  void eachWaitForAHigherRungHasItsOwnDeadline() {
    chain.given(start()).after("PT50S").given(observe(LOCK, ACCEPTED)).after("PT50S");
    chain.when(SagaCommand.PassTime::new).thenNothing().given(observe(LOCK, CONFIRMED, 1, null));
    assertThat(chain.effect(LOCK).until()).isEqualTo(chain.now().plusSeconds(60));
  }

  @Test
  void moreConfirmationsDoNotProlongTheWait() {
    chain.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).after("PT40S");
    chain.given(observe(LOCK, CONFIRMED, 2, null)).after("PT20S").when(SagaCommand.PassTime::new);
    chain.thenDiverged("UNKNOWN COMPENSATE").thenRung(LOCK, Rung.CONFIRMED).thenSends(UNLOCK);
  }

  @Test
  void aRefusalThatNeverGetsFinalIsUndoneBeforeThePivot() {
    chain.given(start()).given(refuse(LOCK, 1, "no")).whenTheNextDeadlinePasses();
    chain.thenRung(LOCK, Rung.REFUSED).thenDiverged("UNKNOWN COMPENSATE").thenSends(UNLOCK);
  }

  @Test
  void aRefusalThatNeverGetsFinalIsAskedForAgainAfterThePivot() {
    afterPivot.given(start()).given(observe(LOCK, FINAL)).given(refuse(MINT, 1, "no"));
    afterPivot.whenTheNextDeadlinePasses().thenRung(MINT, Rung.REFUSED);
    afterPivot.thenDiverged("UNKNOWN RETRY").thenSends(MINT);
    afterPivot.when(refuse(MINT, 3, null)).thenRung(MINT, Rung.VOID);
    afterPivot.thenStatus(SagaStatus.PARKED);
  }

  @Test
  void aGivenUpRefusalIsWaitedForAndOwesNothingOnceItIsFinal() {
    chain.given(start()).given(refuse(LOCK, 1, "no")).when(cancel()).thenSends();
    chain.when(refuse(LOCK, 3, null)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void aRevertedEffectHasItsGraceThenTheSagaGoesBackward() {
    chain.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).given(observe(LOCK, REVERTED));
    assertThat(chain.effect(LOCK).until()).isEqualTo(chain.now().plus(Duration.ofMinutes(5)));
    chain.whenTheNextDeadlinePasses().thenDiverged("REVERTED COMPENSATE").thenSends(UNLOCK);
  }

  @Test
  void afterThePivotARevertedEffectIsAskedForAgainWithTheSameKey() {
    afterPivot.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, CONFIRMED, 1, null));
    afterPivot.given(observe(MINT, REVERTED)).whenTheNextDeadlinePasses();
    afterPivot.thenDiverged("REVERTED RETRY").thenSends(MINT);
  }

  @Test
  void whatIsInFlightAtACancelIsOwedAtItsOwnDeadlineAndNotBefore() {
    bridge.given(start()).after("PT30S").when(cancel()).thenSends();
    bridge.after("PT29S").when(SagaCommand.PassTime::new).thenNothing();
    bridge.after("PT1S").when(SagaCommand.PassTime::new).thenSends(UNLOCK).thenDiverged();
  }

  @Test
  void theSagasDeadlineSendsItBackward() {
    SagaFixture saga = new SagaFixture(within("PT5S", definition(step("lock"))));
    saga.given(start()).given(observe(LOCK, ACCEPTED)).whenTheNextDeadlinePasses();
    saga.thenDiverged("OVERDUE COMPENSATE").thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void theSagasDeadlineCountsWhileItIsParkedToo() {
    SagaFixture saga = new SagaFixture(within("PT5S", definition(step("lock"))));
    saga.given(start()).given(Sample.fail(LOCK, 1, Failure.NOT_CONFIGURED));
    saga.thenStatus(SagaStatus.PARKED).whenTheNextDeadlinePasses();
    saga.thenDiverged("OVERDUE COMPENSATE").thenNotParked();
  }

  @Test
  void theSagasDeadlineAsksAnOperatorAfterThePivotAndOnlyOnce() {
    SagaFixture saga =
        new SagaFixture(within("PT5S", definition(pivot(step("lock")), step("mint", "lock"))));
    saga.given(start()).given(observe(LOCK, FINAL)).whenTheNextDeadlinePasses();
    saga.thenDiverged("OVERDUE PARK").thenParks(null, DivergenceKind.OVERDUE, Choice.WAIT);
    saga.given(Sample.answer(1, Choice.WAIT)).thenNotParked();
    saga.given(observe(MINT, FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void theSagasDeadlineNoLongerCountsGoingBackwardOrAfterTheEnd() {
    SagaFixture saga =
        new SagaFixture(within("PT5S", definition(step("lock"), step("mint", "lock"))));
    saga.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED)).after("PT10S");
    saga.when(SagaCommand.PassTime::new).thenNothing();
    saga.given(observe(UNLOCK, FINAL)).thenStatus(SagaStatus.COMPENSATED);
    assertThat(Agenda.of(saga.saga()).wakeAt()).isNull();
  }
}
