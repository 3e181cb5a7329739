package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.after;
import static io.meanwhile.core.decider.Observers.says;
import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent.FinalityReached;
import io.meanwhile.core.model.SagaStatus;
import org.junit.jupiter.api.Test;

/** Final when nothing contradicted it for ten minutes; each other wait takes one. */
class FinalByTimeTest {
  private static final String LOCK = "lock/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";
  private static final String MINT = "mint/action/1";

  private final SagaFixture bridge = bridge(after("PT10M"));

  private static SagaFixture bridge(Finality confirm) {
    return new SagaFixture(
            definition(
                step(
                    "lock",
                    confirmed(call("lock-svc/do"), confirm),
                    confirmed(call("lock-svc/undo"), confirm)),
                step("mint", "lock")))
        .given(start());
  }

  @Test
  void whatStoodForSoLongIsFinalWhateverTheParticipantCallsIt() {
    bridge.given(observe(LOCK, FINAL)).thenRung(LOCK, Rung.CONFIRMED).after("PT9M59S");
    bridge.when(SagaCommand.PassTime::new).thenNothing();
    bridge.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.FINAL).thenSends(MINT);
    assertThat(bridge.latest().getFirst())
        .isEqualTo(
            new FinalityReached(
                SagaFixture.START.plusSeconds(600), bridge.effect(LOCK).key(), Rung.FINAL));
  }

  @Test
  void sayingItAgainMakesItNeitherSoonerNorLater() {
    bridge.given(observe(LOCK, CONFIRMED)).after("PT5M").given(observe(LOCK, CONFIRMED, 3, null));
    bridge.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.FINAL);
    assertThat(bridge.now()).isEqualTo(SagaFixture.START.plusSeconds(600));
  }

  @Test
  void aRevertBeginsItAnew() {
    bridge.given(observe(LOCK, CONFIRMED)).after("PT9M").given(observe(LOCK, REVERTED));
    bridge.after("PT30S").given(observe(LOCK, CONFIRMED)).after("PT9M59S");
    bridge.when(SagaCommand.PassTime::new).thenNothing();
    bridge.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.FINAL);
    assertThat(bridge.now()).isEqualTo(SagaFixture.START.plusSeconds(540 + 30 + 600));
  }

  @Test
  void anotherResultBeginsItAnew() {
    bridge.given(observe(LOCK, CONFIRMED, null, "x")).after("PT9M");
    bridge.given(observe(LOCK, CONFIRMED, null, "y")).whenTheNextDeadlinePasses();
    bridge.thenRung(LOCK, Rung.FINAL);
    assertThat(bridge.now()).isEqualTo(SagaFixture.START.plusSeconds(540 + 600));
  }

  @Test
  void aRefusalIsVoidAfterTheSameTime() {
    bridge.when(observe(LOCK, REFUSED)).thenRung(LOCK, Rung.REFUSED).thenDiverged();
    bridge.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.VOID);
    bridge.thenDiverged("REFUSED COMPENSATE").thenStatus(SagaStatus.COMPENSATED);
    assertThat(bridge.now()).isEqualTo(SagaFixture.START.plusSeconds(600));
  }

  @Test
  void aCompensationIsDoneAfterItsTime() {
    bridge.given(observe(LOCK, CONFIRMED)).given(cancel()).thenSends(UNLOCK);
    bridge.given(observe(UNLOCK, FINAL)).thenRung(UNLOCK, Rung.CONFIRMED);
    bridge.whenTheNextDeadlinePasses().thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void blockedThoughItsActionIsKnownToStandIsBrokenAlsoWhenTimeMadeItFinal() {
    bridge.given(cancel()).whenTheNextDeadlinePasses().thenSends(UNLOCK);
    bridge.given(observe(UNLOCK, FINAL)).given(observe(LOCK, CONFIRMED));
    bridge.whenTheNextDeadlinePasses().thenDiverged("BROKEN PARK");
  }

  @Test
  void whatWasBlockedIsVoidOnlyWhenTheTimeIsOver() {
    bridge.given(cancel()).whenTheNextDeadlinePasses().given(observe(UNLOCK, FINAL));
    bridge.thenRung(LOCK, Rung.UNKNOWN).whenTheNextDeadlinePasses().thenRung(LOCK, Rung.VOID);
    bridge.thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void noAnswerOfAnOperatorMakesItFinalSooner() {
    SagaFixture picky =
        new SagaFixture(
            definition(
                Sample.pivot(step("first")),
                step(
                    "lock",
                    Sample.expecting(
                        confirmed(call("lock-svc/do"), after("PT10M")), "result == 'x'"),
                    null,
                    "first")));
    picky.given(start()).given(observe("first/action/1", FINAL));
    picky.given(observe(LOCK, CONFIRMED, null, "y")).thenStatus(SagaStatus.PARKED);
    picky.after("PT1M").given(answer(1, Choice.ACCEPT)).whenTheNextDeadlinePasses();
    picky.thenStatus(SagaStatus.COMPLETED);
    assertThat(picky.now()).isEqualTo(SagaFixture.START.plusSeconds(600));
  }

  @Test
  void aQuorumThatHoldsForSoLongIsFinalThoughOneDissents() {
    SagaFixture three = bridge(new Finality.Quorum(2, Observers.THREE, null, after("PT10M")));
    three.given(says("a", LOCK, FINAL)).after("PT1M").given(says("b", LOCK, CONFIRMED));
    three.after("PT5M").given(says("c", LOCK, REVERTED)).thenDiverged("DISPUTED RECORD");
    three.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.FINAL).thenSends(MINT);
    assertThat(three.now()).isEqualTo(SagaFixture.START.plusSeconds(660));
  }
}
