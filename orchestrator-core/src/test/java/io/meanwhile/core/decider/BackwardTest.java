package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.irreversible;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.with;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.DivergenceKind.BROKEN;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackwardTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));

  @Test
  void allStepsFinalCompletesTheSaga() {
    bridge
        .given(start())
        .thenSends(LOCK)
        .when(observe(LOCK, FINAL))
        .thenSends(MINT)
        .when(observe(MINT, FINAL))
        .thenStatus(SagaStatus.COMPLETED)
        .thenSends();
  }

  @Test
  void refusedMintUnlocksTheTokens() {
    bridge
        .given(start())
        .given(observe(LOCK, FINAL))
        .when(observe(MINT, REFUSED))
        .thenRung(MINT, Rung.VOID)
        .thenStatus(SagaStatus.COMPENSATING)
        .thenSends(UNLOCK)
        .when(observe(UNLOCK, FINAL))
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void repeatedLockReplyIsNotTakenForTheUnlock() {
    bridge
        .given(start())
        .given(observe(LOCK, FINAL))
        .given(observe(MINT, REFUSED))
        .after("PT1S")
        .when(observe(LOCK, FINAL))
        .thenRung(UNLOCK, Rung.REQUESTED)
        .thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void independentBranchesAreCompensatedInParallelAndWhatTheyReliedOnAfterwards() {
    SagaFixture saga =
        new SagaFixture(definition(step("a"), step("b", "a"), step("c", "a"), step("d", "b", "c")));
    saga.given(start())
        .given(observe("a/action/1", FINAL))
        .given(observe("b/action/1", FINAL))
        .given(observe("c/action/1", FINAL))
        .when(observe("d/action/1", REFUSED))
        .thenSends("b/compensation/1/1", "c/compensation/1/1")
        .when(observe("b/compensation/1/1", FINAL))
        .thenSends("c/compensation/1/1")
        .when(observe("c/compensation/1/1", FINAL))
        .thenSends("a/compensation/1/1")
        .when(observe("a/compensation/1/1", FINAL))
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void whatIsInFlightAtACancelIsWaitedForUntilItsDeadlineAndThenCompensatedToo() {
    bridge
        .given(start())
        .given(observe(LOCK, FINAL))
        .when(cancel())
        .thenSends()
        .thenStatus(SagaStatus.COMPENSATING)
        .whenTheNextDeadlinePasses()
        .thenRung(MINT, Rung.UNKNOWN)
        .thenSends("mint/compensation/1/1")
        .when(observe("mint/compensation/1/1", FINAL))
        .thenRung(MINT, Rung.VOID)
        .thenSends(UNLOCK)
        .when(observe(UNLOCK, FINAL))
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void anIrreversibleStepThatStandsIsListedAsALoss() {
    SagaFixture saga = new SagaFixture(definition(irreversible(step("mail")), step("pay", "mail")));
    saga.given(start())
        .given(observe("mail/action/1", FINAL))
        .when(observe("pay/action/1", REFUSED))
        .thenStatus(SagaStatus.COMPENSATED);
    assertThat(Objects.requireNonNull(saga.saga().ended()).losses())
        .containsExactly(EffectKey.parse("mail/action/1"));
  }

  @Test
  void whatBeganIsUndoneInReverseOfWhatItReliedOnNotOfTheOrderOfTheAnswers() {
    SagaFixture saga = new SagaFixture(definition(step("a"), step("b"), step("c", "b")));
    saga.given(start()).given(observe("b/action/1", FINAL)).given(observe("c/action/1", FINAL));
    saga.when(observe("a/action/1", REFUSED)).thenSends("c/compensation/1/1");
    saga.when(observe("c/compensation/1/1", FINAL)).thenSends("b/compensation/1/1");
  }

  @Test
  void theOrderReachesThroughAStepWithNothingToUndo() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a"), step("b", call("b-svc/do"), null, "a"), step("c", "b")));
    saga.given(start()).given(observe("a/action/1", FINAL)).given(observe("b/action/1", FINAL));
    saga.given(cancel()).thenSends().when(observe("c/action/1", FINAL));
    saga.thenSends("c/compensation/1/1").when(observe("c/compensation/1/1", FINAL));
    saga.thenSends("a/compensation/1/1");
  }

  @Test
  void aVoidActionIsNeverCompensated() {
    bridge.given(start()).when(observe(LOCK, REFUSED)).thenStatus(SagaStatus.COMPENSATED);
    assertThat(bridge.saga().all()).hasSize(1);
  }

  @Test
  void noActionBeginsGoingBackward() {
    SagaFixture saga = new SagaFixture(definition(step("a"), step("b"), step("c", "b")));
    saga.given(start()).given(cancel()).when(observe("b/action/1", FINAL));
    saga.thenSends("b/compensation/1/1").thenDiverged("LATE UNDO");
  }

  @Test
  void anActionThatStandsLateIsCompensatedOnce() {
    bridge.given(start()).given(cancel()).thenSends().when(observe(LOCK, FINAL));
    bridge.thenDiverged("LATE UNDO").thenSends(UNLOCK).given(observe(UNLOCK, FINAL));
    bridge.thenStatus(SagaStatus.COMPENSATED).after("PT1H").when(observe(LOCK, FINAL)).thenSends();
  }

  @Test
  void aRefusedCompensationIsDoneAnewWithANewKeyUpToItsBound() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.when(observe(UNLOCK, REFUSED)).thenDiverged("REFUSED REDO");
    bridge.thenSends("lock/compensation/1/2").when(observe("lock/compensation/1/2", REFUSED));
    bridge.thenSends("lock/compensation/1/3").when(observe("lock/compensation/1/3", REFUSED));
    bridge.thenDiverged("REFUSED PARK").thenSends();
    bridge.thenParks("lock/compensation/1/3", DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT);
    bridge.when(answer(1, REDO)).thenSends("lock/compensation/1/4");
  }

  @Test
  void aRefusedCompensationOfAnActionThatTurnedOutVoidOwesNothing() {
    bridge.given(start()).given(cancel()).whenTheNextDeadlinePasses().thenSends(UNLOCK);
    bridge.given(observe(LOCK, REFUSED)).thenRung(LOCK, Rung.VOID).thenSends(UNLOCK);
    bridge.when(observe(UNLOCK, REFUSED)).thenDiverged("REFUSED RECORD");
    bridge.thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void anActionThatStandsAfterAllIsOwedANewCompensationWhereTheFirstWasRefused() {
    bridge.given(start()).given(cancel()).whenTheNextDeadlinePasses();
    bridge.given(observe(LOCK, REFUSED)).given(observe(UNLOCK, REFUSED));
    bridge.given(observe(LOCK, FINAL)).thenStatus(SagaStatus.PARKED);
    bridge.when(answer(1, HAPPENED)).thenSends("lock/compensation/1/2");
  }

  @Test
  void neverDoTwoCompensationsOfOneActionStand() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.given(observe(UNLOCK, REFUSED)).thenSends("lock/compensation/1/2");
    bridge.when(observe(UNLOCK, FINAL)).thenDiverged("BROKEN PARK").thenSends();
    assertThat(bridge.saga().questions()).hasSize(2);
    bridge.given(answer(1, HAPPENED)).thenSends();
    bridge.thenParks("lock/compensation/1/2", BROKEN, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    bridge.when(answer(2, DID_NOT_HAPPEN)).thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void aParkedCompensationHoldsOnlyThoseThatMustFollowIt() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a"), step("x"), step("b", "a"), step("y", "x"), step("z", "b", "y")));
    saga.given(start());
    List.of("a", "x", "b", "y").forEach(done -> saga.given(observe(done + "/action/1", FINAL)));
    saga.given(observe("z/action/1", REFUSED));
    saga.given(Sample.fail("b/compensation/1/1", 1, Failure.NOT_CONFIGURED));
    saga.thenStatus(SagaStatus.PARKED).when(observe("y/compensation/1/1", FINAL));
    saga.thenSends("x/compensation/1/1").when(observe("x/compensation/1/1", FINAL)).thenSends();
    saga.when(answer(1, ACCEPT)).thenSends("a/compensation/1/1");
    saga.when(observe("a/compensation/1/1", FINAL)).thenLosses("b/action/1");
  }

  @Test
  void aCompensationWhoseResultIsUnexpectedParksAndHoldsThoseThatMustFollow() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("a"),
                step("b", call("b-svc/do"), expecting(call("b-svc/undo"), "result.ok"), "a"),
                step("c", "b")));
    saga.given(start()).given(observe("a/action/1", FINAL)).given(observe("b/action/1", FINAL));
    saga.given(observe("c/action/1", REFUSED));
    saga.when(observe("b/compensation/1/1", FINAL, null, Map.of("ok", false)));
    saga.thenDiverged("UNEXPECTED PARK").thenSends();
    saga.when(answer(1, HAPPENED)).thenSends("a/compensation/1/1");
  }

  @Test
  void aCompensationIsToldWhatIsKnownOfItsActionAndOfTheOthers() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("a", call("a-svc/do"), with(call("a-svc/undo"), "id", "result.id")),
                step(
                    "b", call("b-svc/do"), with(call("b-svc/undo"), "a", "steps.a.result.id"), "a"),
                step("c", "b")));
    saga.given(start()).given(observe("a/action/1", FINAL, null, Map.of("id", "A")));
    saga.given(cancel()).whenTheNextDeadlinePasses();
    assertThat(saga.effect("b/compensation/1/1").input()).isEqualTo(Map.of("a", "A"));
    saga.given(observe("b/compensation/1/1", FINAL));
    assertThat(saga.effect("a/compensation/1/1").input()).isEqualTo(Map.of("id", "A"));
  }

  @Test
  void whatIsNotKnownOfAnActionIsNullToItsCompensation() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("a", call("a-svc/do"), with(call("a-svc/undo"), "id", "result.id"))));
    saga.given(start()).given(cancel()).whenTheNextDeadlinePasses();
    assertThat(saga.effect("a/compensation/1/1").input())
        .isEqualTo(Collections.singletonMap("id", null));
  }
}
