package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.*;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Failure.NO_ANSWER;
import static io.meanwhile.core.model.Failure.UNAVAILABLE;
import static io.meanwhile.core.model.Measure.once;
import static io.meanwhile.core.model.Measure.times;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of reactions that a definition gives in place of the defaults. */
class OnDivergenceTest {
  private static final String PAY = "pay/action/1";
  private static final String SHIP = "ship/action/1";
  private static final String REFUND = "pay/compensation/1/1";
  private static final Measure PARK = once(Reaction.PARK);
  private static final Measure COMPENSATE = once(Reaction.COMPENSATE);

  private static SagaFixture order(DivergenceKind kind, Measure... list) {
    return new SagaFixture(definition(step("pay"), on(step("ship", "pay"), kind, list)))
        .given(start())
        .given(observe(PAY, FINAL));
  }

  @Test
  void aRefusedStepIsDoneAnewAsOftenAsItSaysThenTheListGoesOn() {
    SagaFixture saga = order(DivergenceKind.REFUSED, times(Reaction.REDO, 2), PARK);
    saga.when(observe(SHIP, REFUSED)).thenDiverged("REFUSED REDO").thenSends("ship/action/2");
    saga.when(observe("ship/action/2", REFUSED)).thenDiverged("REFUSED REDO");
    saga.thenSends("ship/action/3").when(observe("ship/action/3", REFUSED));
    saga.thenDiverged("REFUSED PARK");
    saga.thenParks(
        "ship/action/3", DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT, GIVE_UP, GO_BACKWARD);
  }

  @Test
  void aListThatIsThroughParks() {
    SagaFixture saga = order(DivergenceKind.REFUSED, times(Reaction.REDO, 1));
    saga.given(observe(SHIP, REFUSED)).when(observe("ship/action/2", REFUSED));
    saga.thenDiverged("REFUSED PARK").thenStatus(SagaStatus.PARKED);
  }

  @Test
  void aRedoWaitsBeforeItAsksAgain() {
    SagaFixture saga = order(DivergenceKind.REFUSED, times(Reaction.REDO, 2), PARK);
    saga.when(observe(SHIP, REFUSED));
    assertThat(saga.ask("ship/action/2").at()).isEqualTo(saga.now().plusSeconds(1));
  }

  @Test
  void anUnknownStepIsProbedThenCompensatedWithIt() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("pay"),
                step(
                    "ship",
                    on(
                        probed(call("ship-svc/do")),
                        DivergenceKind.UNKNOWN,
                        times(Reaction.PROBE, 2),
                        COMPENSATE),
                    call("ship-svc/undo"),
                    "pay")));
    saga.given(start()).given(observe(PAY, FINAL)).whenAllAttemptsFail(SHIP, NO_ANSWER);
    saga.thenDiverged("UNKNOWN PROBE").thenSends(SHIP + "?").when(failProbe(SHIP, 1));
    saga.thenDiverged("UNKNOWN PROBE").thenSends(SHIP + "?").when(failProbe(SHIP, 2));
    saga.thenDiverged("UNKNOWN COMPENSATE").thenSends("ship/compensation/1/1");
  }

  @Test
  void aCallThatNobodyTakesIsRetriedWithTheSameKeyWithinItsTime() {
    Measure retry = new Measure(Reaction.RETRY, 50, Duration.ofMinutes(2));
    SagaFixture saga = order(DivergenceKind.UNAVAILABLE, retry, COMPENSATE);
    saga.whenAllAttemptsFail(SHIP, UNAVAILABLE).thenDiverged("UNAVAILABLE RETRY").thenSends(SHIP);
    var began = saga.now();
    int rounds = 0;
    while (saga.saga().questions().isEmpty() && !saga.saga().backward()) {
      saga.whenTheNextDeadlinePasses();
      rounds++;
    }
    assertThat(saga.now()).isEqualTo(began.plusSeconds(120));
    assertThat(rounds).isBetween(2, 3);
    saga.thenDiverged("UNAVAILABLE COMPENSATE");
  }

  @Test
  void waitGivesTimeAndWordThatComesStartsTheListAnew() {
    Measure wait = Measure.wait(Duration.ofHours(1));
    SagaFixture saga = order(DivergenceKind.UNKNOWN, wait, PARK);
    saga.whenAllAttemptsFail(SHIP, NO_ANSWER).thenDiverged("UNKNOWN WAIT").thenSends();
    assertThat(saga.effect(SHIP).until()).isEqualTo(saga.now().plusSeconds(3600));
    saga.given(observe(SHIP, CONFIRMED)).whenTheNextDeadlinePasses().thenDiverged("UNKNOWN WAIT");
    saga.whenTheNextDeadlinePasses().thenDiverged("UNKNOWN PARK");
  }

  @Test
  void aBadResultIsUndoneAndDoneAnewWithANewKeyOnlyOnceItsCompensationIsFinal() {
    SagaFixture saga = unexpected(false, times(Reaction.REDO, 1), PARK);
    saga.thenDiverged("UNEXPECTED REDO").thenSends("ship/compensation/1/1");
    saga.given(observe("ship/compensation/1/1", CONFIRMED)).thenSends();
    saga.when(observe("ship/compensation/1/1", FINAL)).thenSends("ship/action/2");
    saga.when(observe("ship/action/2", FINAL, null, Map.of("ok", true)));
    saga.thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void continueTakesABadResultAsItIs() {
    unexpected(false, once(Reaction.CONTINUE)).thenDiverged("UNEXPECTED CONTINUE");
    unexpected(false, once(Reaction.CONTINUE)).thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  private static SagaFixture unexpected(boolean pivot, Measure... list) {
    var pay = step("pay");
    var action = on(expecting(call("ship-svc/do"), "result.ok"), DivergenceKind.UNEXPECTED, list);
    return new SagaFixture(
            definition(
                pivot ? pivot(pay) : pay, step("ship", action, call("ship-svc/undo"), "pay")))
        .given(start())
        .given(observe(PAY, FINAL))
        .given(observe(SHIP, FINAL, null, Map.of("ok", false)));
  }

  @Test
  void continueGoesOnWithoutARefusedStepAsALoss() {
    SagaFixture saga = order(DivergenceKind.REFUSED, once(Reaction.CONTINUE));
    saga.when(observe(SHIP, REFUSED)).thenDiverged("REFUSED CONTINUE");
    saga.thenStatus(SagaStatus.COMPLETED).thenLosses(SHIP);
  }

  @Test
  void continueListsAStepThatMayHaveHappenedAsALossAndToOthersItIsSkipped() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                on(step("pay"), DivergenceKind.UNKNOWN, once(Reaction.CONTINUE)),
                step("ship", "pay")));
    saga.given(start()).whenAllAttemptsFail(PAY, NO_ANSWER).thenDiverged("UNKNOWN CONTINUE");
    saga.thenRung(PAY, Rung.UNKNOWN).thenSends(SHIP);
    saga.when(observe(SHIP, FINAL)).thenStatus(SagaStatus.COMPLETED).thenLosses(PAY);
  }

  @Test
  void afterThePivotWhatWouldGoBackwardParks() {
    unexpected(true, COMPENSATE).thenDiverged("UNEXPECTED PARK").thenStatus(SagaStatus.PARKED);
  }

  @Test
  void afterThePivotAListIsFollowedAsBefore() {
    unexpected(true, times(Reaction.REDO, 1)).thenDiverged("UNEXPECTED REDO");
  }

  @Test
  void whileAPivotIsInFlightWhatWouldGoBackwardIsHeldAndParksOnceItIsPassed() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                step("hold"),
                pivot(step("pay", "hold")),
                on(step("ship", "hold"), DivergenceKind.UNKNOWN, COMPENSATE)));
    saga.given(start()).given(observe("hold/action/1", FINAL));
    saga.whenAllAttemptsFail(SHIP, NO_ANSWER).thenDiverged("UNKNOWN COMPENSATE").thenNotParked();
    assertThat(saga.saga().held()).isNotNull();
    saga.when(observe(PAY, FINAL)).thenDiverged("UNKNOWN PARK").thenStatus(SagaStatus.PARKED);
  }

  @Test
  void aPivotInFlightIsNeverGivenUp() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                on(pivot(step("pay")), DivergenceKind.UNKNOWN, once(Reaction.UNDO)), step("a")));
    saga.given(start()).whenAllAttemptsFail(PAY, NO_ANSWER).thenDiverged("UNKNOWN PARK");
  }

  @Test
  void aCompensationFollowsItsOwnList() {
    SagaFixture saga = refund(DivergenceKind.UNKNOWN, times(Reaction.RETRY, 2), PARK);
    saga.whenAllAttemptsFail(REFUND, NO_ANSWER).thenDiverged("UNKNOWN RETRY");
    saga.whenAllAttemptsFail(REFUND, NO_ANSWER).thenDiverged("UNKNOWN RETRY");
    saga.whenAllAttemptsFail(REFUND, NO_ANSWER).thenDiverged("UNKNOWN PARK");
  }

  @Test
  void aRefusedCompensationIsDoneAnewAsOftenAsItSays() {
    SagaFixture saga = refund(DivergenceKind.REFUSED, times(Reaction.REDO, 1), PARK);
    saga.when(observe(REFUND, REFUSED)).thenDiverged("REFUSED REDO");
    saga.thenSends("pay/compensation/1/2").when(observe("pay/compensation/1/2", REFUSED));
    saga.thenDiverged("REFUSED PARK").thenStatus(SagaStatus.PARKED);
  }

  @Test
  void aCompensationThatIsNotInsistedOnMakesItsActionALoss() {
    SagaFixture saga = refund(DivergenceKind.UNAVAILABLE, once(Reaction.CONTINUE));
    saga.whenAllAttemptsFail(REFUND, UNAVAILABLE).thenDiverged("UNAVAILABLE CONTINUE");
    saga.thenStatus(SagaStatus.COMPENSATED).thenLosses(PAY);
  }

  private static SagaFixture refund(DivergenceKind kind, Measure... list) {
    return new SagaFixture(
            definition(
                step("pay", call("pay-svc/do"), on(call("pay-svc/undo"), kind, list)),
                step("ship", "pay")))
        .given(start())
        .given(observe(PAY, FINAL))
        .given(cancel())
        .given(observe(SHIP, REFUSED));
  }
}
