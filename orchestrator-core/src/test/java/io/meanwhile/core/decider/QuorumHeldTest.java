package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.says;
import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FINAL and VOID hold until a quorum says otherwise; a person's word stands for one. */
class QuorumHeldTest {
  private static final String LOCK = "lock/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";
  private static final String PAY = "pay/action/1";

  private final SagaFixture bridge =
      new SagaFixture(
              definition(
                  step(
                      "lock",
                      confirmed(call("lock-svc/do"), twoOfThree()),
                      confirmed(call("lock-svc/undo"), twoOfThree())),
                  step("mint", "lock")))
          .given(start());

  /** A step after the pivot: what goes wrong there is asked. */
  private final SagaFixture shop =
      new SagaFixture(
              definition(
                  pivot(step("first")),
                  step("pay", confirmed(call("pay-svc/do"), twoOfThree()), null, "first"),
                  step("ship", "pay")))
          .given(start())
          .given(observe("first/action/1", FINAL));

  @Test
  void finalHoldsAgainstOneAndBreaksWhenAQuorumDenies() {
    bridge.given(says("a", LOCK, FINAL)).given(says("b", LOCK, FINAL));
    bridge.given(says("a", LOCK, REVERTED)).thenRung(LOCK, Rung.FINAL).thenNotParked();
    bridge.when(says("c", LOCK, REFUSED)).thenDiverged("BROKEN PARK");
    bridge.thenRung(LOCK, Rung.REVERTED);
  }

  @Test
  void finalHoldsAgainstAnotherResult() {
    bridge.given(says("a", LOCK, FINAL, null, "x")).given(says("b", LOCK, FINAL, null, "x"));
    bridge.given(says("a", LOCK, FINAL, null, "y")).when(says("b", LOCK, FINAL, null, "y"));
    bridge.thenMeaning(Meaning.DISSENTING).thenDiverged("DISPUTED RECORD");
    assertThat(bridge.effect(LOCK).result()).isEqualTo("x");
  }

  @Test
  void voidHoldsAgainstOneAndBreaksWhenAQuorumSaysThatItStands() {
    bridge.given(says("a", LOCK, REFUSED)).given(says("b", LOCK, REFUSED));
    bridge.thenStatus(SagaStatus.COMPENSATED).when(says("c", LOCK, FINAL));
    bridge.thenMeaning(Meaning.DISSENTING).thenStatus(SagaStatus.COMPENSATED);
    bridge.when(says("b", LOCK, FINAL)).thenDiverged("BROKEN PARK").thenRung(LOCK, Rung.FINAL);
  }

  @Test
  void anOperatorsHappenedStandsForTheQuorum() {
    parked().when(answer(1, Choice.HAPPENED)).thenRung(PAY, Rung.FINAL).thenNotParked();
    shop.thenSends("ship/action/1").when(says("b", PAY, CONFIRMED)).thenRung(PAY, Rung.FINAL);
    shop.when(says("c", PAY, REVERTED)).thenDiverged("DISPUTED RECORD").thenNotParked();
    shop.when(says("b", PAY, REFUSED)).thenDiverged("BROKEN PARK");
    shop.thenParks(
        PAY,
        DivergenceKind.BROKEN,
        Choice.WAIT,
        Choice.RETRY,
        Choice.HAPPENED,
        Choice.DID_NOT_HAPPEN,
        Choice.ACCEPT,
        Choice.GIVE_UP);
  }

  @Test
  void anOperatorsDidNotHappenStandsForTheQuorum() {
    parked().given(answer(1, Choice.DID_NOT_HAPPEN)).thenRung(PAY, Rung.VOID);
    shop.when(says("c", PAY, ACCEPTED)).thenDiverged().thenRung(PAY, Rung.VOID);
    shop.when(says("c", PAY, FINAL)).thenDiverged("BROKEN PARK").thenRung(PAY, Rung.FINAL);
  }

  @Test
  void anOperatorsWordFallsOnlyByAVoiceAgainstIt() {
    shop.given(says("b", PAY, REFUSED)).given(says("c", PAY, REVERTED));
    while (!shop.saga().parked()) {
      shop.whenTheNextDeadlinePasses();
    }
    shop.when(answer(1, Choice.HAPPENED)).thenRung(PAY, Rung.FINAL);
    shop.when(says("a", PAY, FINAL)).thenDiverged().thenRung(PAY, Rung.FINAL).thenNotParked();
    shop.after("PT1S").when(says("c", PAY, REFUSED)).thenDiverged("BROKEN PARK");
  }

  @Test
  void whoSaidSoBeforeItBecameVoidDissentsWhenItSaysSoAgain() {
    bridge.given(says("a", LOCK, CONFIRMED)).given(says("b", LOCK, REFUSED)).after("PT1S");
    bridge.given(says("c", LOCK, REFUSED)).thenRung(LOCK, Rung.VOID).after("PT1S");
    bridge.when(says("a", LOCK, FINAL)).thenMeaning(Meaning.DISSENTING);
    bridge.thenDiverged("DISPUTED RECORD").thenRung(LOCK, Rung.VOID);
  }

  /** One says that it stands, one that it does not, and asking again told nothing new. */
  private SagaFixture parked() {
    shop.given(says("a", PAY, FINAL)).given(says("b", PAY, REFUSED));
    while (!shop.saga().parked()) {
      shop.whenTheNextDeadlinePasses();
    }
    return shop;
  }

  @Test
  void aQuorumAnswersAnOpenQuestion() {
    parked().when(says("c", PAY, FINAL)).thenNotParked().thenSends("ship/action/1");
  }

  @Test
  void aCompensationIsDoneWhenAQuorumSaysSoAndOneMayNameWhatItDid() {
    bridge.given(cancel()).whenTheNextDeadlinePasses().thenSends(UNLOCK);
    bridge.given(undid("a", null)).thenRung(UNLOCK, Rung.REQUESTED);
    bridge.given(undid("b", CompensationOutcome.UNDONE)).thenRung(UNLOCK, Rung.FINAL);
    bridge.thenStatus(SagaStatus.COMPENSATED);
    assertThat(bridge.effect(UNLOCK).outcome()).isEqualTo(CompensationOutcome.UNDONE);
  }

  @Test
  void undoneAndBlockedAreNoAgreement() {
    bridge.given(cancel()).whenTheNextDeadlinePasses();
    bridge.given(undid("a", CompensationOutcome.BLOCKED));
    bridge.when(undid("b", CompensationOutcome.UNDONE)).thenRung(UNLOCK, Rung.DISPUTED);
    bridge.when(undid("c", CompensationOutcome.BLOCKED)).thenRung(UNLOCK, Rung.FINAL);
    bridge.thenRung(LOCK, Rung.VOID).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void undoneYetGoneOutsideIsBrokenOnlyWhenAQuorumSaysSo() {
    bridge.given(says("a", LOCK, FINAL)).given(says("b", LOCK, FINAL));
    bridge.given(observe("mint/action/1", REFUSED)).thenSends(UNLOCK);
    bridge.given(undid("a", null)).given(undid("b", null)).thenStatus(SagaStatus.COMPENSATED);
    bridge.when(says("a", LOCK, REVERTED)).thenDiverged("DISPUTED RECORD");
    bridge.thenStatus(SagaStatus.COMPENSATED);
    bridge.when(says("c", LOCK, REVERTED)).thenDiverged("BROKEN PARK");
    bridge.thenStatus(SagaStatus.PARKED);
  }

  private static Function<Instant, SagaCommand> undid(
      String observer, @Nullable CompensationOutcome outcome) {
    return at -> {
      Observation o = Observers.said(at, observer, UNLOCK, FINAL, null, null);
      return new SagaCommand.Observe(
          at,
          new Observation(
              o.effect(),
              o.observer(),
              o.id(),
              o.status(),
              null,
              null,
              null,
              outcome,
              null,
              o.seenAt()),
          null);
    };
  }
}
