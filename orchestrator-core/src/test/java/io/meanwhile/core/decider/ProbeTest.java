package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.failProbe;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.probed;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Failure.NO_ANSWER;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final String LOCK = "lock/action/1";
  private static final String PAY = "pay/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(
          definition(step("lock", probed(call("lock-svc/do")), probed(call("lock-svc/undo")))));
  private final SagaFixture afterPivot =
      new SagaFixture(
          definition(pivot(step("pay")), step("lock", probed(call("lock-svc/do")), null, "pay")));

  @Test
  void silenceIsAskedAboutBeforeAnythingIsUndone() {
    bridge.given(start()).whenTheNextDeadlinePasses().thenDiverged("UNKNOWN PROBE");
    bridge.thenSends(LOCK + "?").thenStatus(SagaStatus.RUNNING);
  }

  @Test
  void aProbeThatFindsItGoesOn() {
    bridge.given(start()).whenTheNextDeadlinePasses().whenAnswered(LOCK, FINAL);
    bridge.thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aProbeThatFindsItRefusedGoesBackwardWithNothingOwed() {
    bridge.given(start()).whenTheNextDeadlinePasses().whenAnswered(LOCK, REFUSED);
    bridge.thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void aProbeThatFindsItAcceptedGivesItADeadlineAgain() {
    bridge.given(start()).whenTheNextDeadlinePasses().whenAnswered(LOCK, ACCEPTED);
    bridge.thenRung(LOCK, Rung.ACCEPTED).thenSends();
    assertThat(bridge.effect(LOCK).until()).isEqualTo(bridge.now().plusSeconds(60));
  }

  @Test
  void probesThatFindNoTraceEndInUndoingThisStepToo() {
    bridge.given(start()).whenTheNextDeadlinePasses();
    bridge.whenAnswered(LOCK, UNKNOWN).thenSends(LOCK + "?").given(failProbe(LOCK, 2));
    bridge.thenSends(LOCK + "?").whenAnswered(LOCK, UNKNOWN);
    bridge.thenDiverged("UNKNOWN COMPENSATE").thenRung(LOCK, Rung.UNKNOWN).thenSends(UNLOCK);
  }

  @Test
  void probesComeWithTheSameBackoffAsSends() {
    bridge.given(start()).whenTheNextDeadlinePasses().given(failProbe(LOCK, 1));
    assertThat(bridge.ask(LOCK).at()).isEqualTo(bridge.now().plusSeconds(1));
    bridge.given(failProbe(LOCK, 2));
    assertThat(bridge.ask(LOCK).at()).isEqualTo(bridge.now().plusSeconds(2));
  }

  @Test
  void anAnswerToASendIsNoAnswerToAProbe() {
    bridge.given(start()).whenTheNextDeadlinePasses();
    bridge.when(Sample.fail(LOCK, 1, NO_ANSWER)).thenNothing();
    bridge.thenSends(LOCK + "?");
  }

  @Test
  void whenTheConfirmationsStopItIsProbedAndKeepsItsRung() {
    SagaFixture saga =
        new SagaFixture(definition(step("lock", probed(depth(call("lock-svc/do"), 3)), null)));
    saga.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).whenTheNextDeadlinePasses();
    saga.thenRung(LOCK, Rung.CONFIRMED).thenSends(LOCK + "?");
    saga.whenAnswered(LOCK, CONFIRMED, 1, null).thenRung(LOCK, Rung.CONFIRMED);
    saga.thenSends(LOCK + "?").whenAnswered(LOCK, CONFIRMED, 3, null);
    saga.thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void afterThePivotNoTraceMeansThatTheSameKeyIsSentAgain() {
    afterPivot.given(start()).given(observe(PAY, FINAL)).whenTheNextDeadlinePasses();
    afterPivot.thenSends(LOCK + "?").whenAnswered(LOCK, UNKNOWN);
    afterPivot.thenDiverged("UNKNOWN RETRY").thenSends(LOCK);
  }

  @Test
  void afterThePivotAProbeThatFailsIsRepeated() {
    afterPivot.given(start()).given(observe(PAY, FINAL)).whenTheNextDeadlinePasses();
    for (int number = 1; number < 20; number++) {
      afterPivot.when(failProbe(LOCK, number)).thenSends(LOCK + "?").thenNotParked();
    }
  }

  @Test
  void aSilentCompensationIsProbedThenSentAgain() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("lock", call("lock-svc/do"), probed(call("lock-svc/undo"))),
                step("mint", "lock")));
    saga.given(start()).given(observe(LOCK, FINAL)).given(observe("mint/action/1", REFUSED));
    saga.whenAllAttemptsFail(UNLOCK, NO_ANSWER).thenDiverged("UNKNOWN PROBE");
    saga.thenSends(UNLOCK + "?").whenAnswered(UNLOCK, UNKNOWN).thenDiverged("UNKNOWN RETRY");
    saga.thenSends(UNLOCK).when(observe(UNLOCK, FINAL)).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void aCompensationThatStopsConfirmingIsNotForgotten() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("lock", call("lock-svc/do"), probed(depth(call("lock-svc/undo"), 3))),
                step("mint", "lock")));
    saga.given(start()).given(observe(LOCK, FINAL)).given(observe("mint/action/1", REFUSED));
    saga.given(observe(UNLOCK, CONFIRMED, 1, null)).whenTheNextDeadlinePasses();
    saga.thenSends(UNLOCK + "?").whenAnswered(UNLOCK, CONFIRMED, 1, null);
    saga.thenSends(UNLOCK).whenAnswered(UNLOCK, CONFIRMED, 3, null);
    saga.thenStatus(SagaStatus.COMPENSATED);
  }
}
