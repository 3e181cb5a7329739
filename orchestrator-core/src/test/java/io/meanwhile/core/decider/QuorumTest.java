package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.saw;
import static io.meanwhile.core.decider.Observers.says;
import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Observers.twoOfThreeWithin;
import static io.meanwhile.core.decider.Sample.atConfirmed;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Agreement;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two of three observers are believed; the participant itself is none of them. */
class QuorumTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";

  private final SagaFixture bridge = bridge(twoOfThree());

  private static SagaFixture bridge(Finality confirm) {
    return new SagaFixture(
            definition(
                step("lock", confirmed(call("lock-svc/do"), confirm), call("lock-svc/undo")),
                step("mint", "lock")))
        .given(start());
  }

  @Test
  void oneVoiceIsSilenceAndTwoAreAQuorum() {
    bridge.when(says("a", LOCK, FINAL)).thenMeaning(Meaning.REPEATED);
    bridge.thenRung(LOCK, Rung.REQUESTED).thenDiverged();
    bridge.when(says("b", LOCK, FINAL)).thenMeaning(Meaning.MOVED);
    bridge.thenRung(LOCK, Rung.FINAL).thenSends(MINT);
    assertThat(bridge.latest().getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.ObservationRecorded.class,
            e -> assertThat(e.agreement()).isEqualTo(new Agreement(List.of("a", "b"), null)));
  }

  @Test
  void tooFewVoicesUntilTheDeadlineAreSilence() {
    bridge.given(says("a", LOCK, FINAL)).whenTheNextDeadlinePasses();
    bridge.thenRung(LOCK, Rung.UNKNOWN).thenDiverged("UNKNOWN COMPENSATE");
  }

  @Test
  void oneMaySayItTwiceAndIsStillOneVoice() {
    bridge.given(says("a", LOCK, FINAL)).after("PT1S").given(says("a", LOCK, FINAL));
    bridge.thenRung(LOCK, Rung.REQUESTED);
    assertThat(bridge.effect(LOCK).voices()).hasSize(1);
  }

  @Test
  void aLiarAgainstAQuorumIsRecordedAsDisputedAndMovesNothing() {
    bridge.given(says("a", LOCK, FINAL)).given(says("b", LOCK, FINAL));
    bridge.when(says("c", LOCK, REFUSED)).thenMeaning(Meaning.DISSENTING);
    bridge.thenDiverged("DISPUTED RECORD").thenRung(LOCK, Rung.FINAL).thenNotParked();
    bridge.after("PT1S").when(says("c", LOCK, REFUSED)).thenMeaning(Meaning.REPEATED);
    bridge.thenDiverged();
  }

  @Test
  void aLaggardIsNoDissenter() {
    bridge.given(says("a", LOCK, FINAL)).given(says("b", LOCK, FINAL));
    bridge.when(says("c", LOCK, ACCEPTED)).thenMeaning(Meaning.REPEATED).thenDiverged();
    bridge.when(says("c", LOCK, Report.UNKNOWN)).thenMeaning(Meaning.REPEATED).thenDiverged();
  }

  @Test
  void twoWhoContradictEachOtherAreDisputedUntilTheThirdDecides() {
    bridge.given(says("a", LOCK, FINAL)).when(says("b", LOCK, REFUSED));
    bridge.thenRung(LOCK, Rung.DISPUTED).thenDiverged("DISPUTED WAIT").thenNotParked();
    bridge.when(says("c", LOCK, FINAL)).thenRung(LOCK, Rung.FINAL).thenSends(MINT);
  }

  @Test
  void aDisputeThatNobodyDecidesIsSilenceAtItsDeadline() {
    bridge.given(says("a", LOCK, FINAL)).given(says("b", LOCK, REFUSED));
    bridge.whenTheNextDeadlinePasses().thenDiverged("UNKNOWN COMPENSATE");
    bridge.thenRung(LOCK, Rung.DISPUTED).thenSends("lock/compensation/1/1");
  }

  @Test
  void aRefusalNeedsAQuorumToo() {
    bridge.when(says("a", LOCK, REFUSED)).thenRung(LOCK, Rung.REQUESTED).thenDiverged();
    bridge.when(says("b", LOCK, REFUSED)).thenRung(LOCK, Rung.VOID);
    bridge.thenDiverged("REFUSED COMPENSATE").thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void resultsThatDifferAreNoAgreement() {
    bridge.given(says("a", LOCK, FINAL, null, "x")).when(says("b", LOCK, FINAL, null, "y"));
    bridge.thenRung(LOCK, Rung.DISPUTED);
    bridge.when(says("c", LOCK, FINAL, null, "y")).thenRung(LOCK, Rung.FINAL);
    assertThat(bridge.effect(LOCK).result()).isEqualTo("y");
  }

  @Test
  void ofResultsWithinToleranceTheEarliestRecordedIsTakenAndStays() {
    SagaFixture oracle = bridge(twoOfThreeWithin("abs(a.price - b.price) < 0.01"));
    oracle.given(says("a", LOCK, CONFIRMED, null, Map.of("price", 100)));
    oracle.when(says("b", LOCK, CONFIRMED, null, Map.of("price", 100.004)));
    oracle.thenRung(LOCK, Rung.CONFIRMED);
    assertThat(oracle.effect(LOCK).result()).isEqualTo(Map.of("price", 100L));
    oracle.when(says("a", LOCK, CONFIRMED, null, Map.of("price", 100.002)));
    oracle.thenMeaning(Meaning.REPEATED).thenDiverged();
    oracle.when(says("c", LOCK, FINAL, null, Map.of("price", 100.003)));
    oracle.when(says("a", LOCK, FINAL, null, Map.of("price", 100.002)));
    oracle.thenRung(LOCK, Rung.FINAL);
    assertThat(oracle.effect(LOCK).result()).isEqualTo(Map.of("price", 100L));
    oracle.when(says("b", LOCK, FINAL, null, Map.of("price", 99))).thenMeaning(Meaning.DISSENTING);
  }

  @Test
  void toleranceIsNotTransitiveAndEveryPairIsCompared() {
    SagaFixture oracle =
        new SagaFixture(
            definition(
                step(
                    "lock",
                    confirmed(
                        call("lock-svc/do"),
                        new Finality.Quorum(
                            3,
                            List.of("a", "b", "c", "d"),
                            Expression.comparing("abs(a - b) < 1.0"),
                            new Finality.Reply())),
                    null)));
    oracle.given(start()).given(says("a", LOCK, FINAL, null, 1.0));
    oracle.given(says("b", LOCK, FINAL, null, 1.9)).when(says("c", LOCK, FINAL, null, 2.8));
    oracle.thenRung(LOCK, Rung.DISPUTED);
    oracle.when(says("d", LOCK, FINAL, null, 2.5)).thenRung(LOCK, Rung.FINAL);
    assertThat(oracle.effect(LOCK).result()).isEqualTo(1.9);
  }

  @Test
  void whatCannotBeComparedDoesNotAgree() {
    SagaFixture oracle = bridge(twoOfThreeWithin("abs(a.price - b.price) < 0.01"));
    oracle.given(says("a", LOCK, FINAL, null, Map.of("price", "cheap")));
    oracle.when(says("b", LOCK, FINAL, null, Map.of("cost", 1))).thenRung(LOCK, Rung.DISPUTED);
  }

  @Test
  void whereOnlyTheOutcomeMattersTheEarliestNamedResultIsTaken() {
    SagaFixture any = bridge(twoOfThreeWithin("true"));
    any.given(says("a", LOCK, FINAL)).when(says("b", LOCK, FINAL, null, "y"));
    any.thenRung(LOCK, Rung.FINAL);
    assertThat(any.effect(LOCK).result()).isEqualTo("y");
  }

  @Test
  void theDepthIsThatOfTheLeastDeepOfTheBestQuorum() {
    SagaFixture deep = bridge(twoOfThree(12));
    deep.given(says("a", LOCK, CONFIRMED, 30, null)).given(says("b", LOCK, CONFIRMED, 2, null));
    deep.thenRung(LOCK, Rung.CONFIRMED);
    assertThat(deep.effect(LOCK).depth()).isEqualTo(2);
    deep.when(says("c", LOCK, FINAL, 11, null)).thenRung(LOCK, Rung.CONFIRMED);
    assertThat(deep.effect(LOCK).depth()).isEqualTo(11);
    deep.when(says("b", LOCK, CONFIRMED, 12, null)).thenRung(LOCK, Rung.FINAL);
    assertThat(deep.effect(LOCK).depth()).isEqualTo(12);
  }

  @Test
  void aRefusalNeedsTheDepthOfAQuorum() {
    SagaFixture deep = bridge(twoOfThree(12));
    deep.given(says("a", LOCK, REFUSED, 20, null)).when(says("b", LOCK, REFUSED, 3, null));
    deep.thenRung(LOCK, Rung.REFUSED).thenDiverged();
    assertThat(deep.effect(LOCK).depth()).isEqualTo(3);
    deep.when(says("b", LOCK, ACCEPTED)).thenMeaning(Meaning.STALE);
    deep.when(says("c", LOCK, REFUSED, 12, null)).thenRung(LOCK, Rung.VOID);
  }

  @Test
  void aConfirmedEffectFallsBackWhenItsQuorumFallsApart() {
    SagaFixture deep = bridge(twoOfThree(12));
    deep.given(says("a", LOCK, CONFIRMED, 3, null)).given(says("b", LOCK, CONFIRMED, 3, null));
    deep.when(says("a", LOCK, REVERTED)).thenRung(LOCK, Rung.DISPUTED);
    deep.thenDiverged("DISPUTED WAIT");
    deep.when(says("b", LOCK, REVERTED)).thenRung(LOCK, Rung.REVERTED);
    deep.thenDiverged("REVERTED WAIT");
    deep.given(says("a", LOCK, CONFIRMED, 1, null)).when(says("c", LOCK, CONFIRMED, 1, null));
    deep.thenRung(LOCK, Rung.CONFIRMED);
  }

  @Test
  void backInThePoolByItsObserversOwnTimesIsReverted() {
    SagaFixture deep = bridge(twoOfThree(12)).after("PT30S");
    var then = SagaFixture.START.plusSeconds(10);
    deep.given(saw(then, "a", LOCK, CONFIRMED, 3)).given(saw(then, "b", LOCK, CONFIRMED, 3));
    deep.when(saw(then.plusSeconds(5), "b", LOCK, ACCEPTED, null));
    deep.thenRung(LOCK, Rung.REVERTED).thenDiverged("REVERTED WAIT");
  }

  @Test
  void ofEachObserverTheNewestWordCountsByItsOwnTimes() {
    SagaFixture deep = bridge(twoOfThree(12)).after("PT30S");
    var then = SagaFixture.START.plusSeconds(10);
    deep.given(saw(then, "a", LOCK, CONFIRMED, 3)).given(saw(then, "b", LOCK, CONFIRMED, 3));
    deep.when(saw(then.minusSeconds(1), "b", LOCK, REVERTED, null)).thenMeaning(Meaning.STALE);
    deep.when(saw(then.minusSeconds(5), "c", LOCK, CONFIRMED, 12));
    deep.thenMeaning(Meaning.REPEATED).thenRung(LOCK, Rung.CONFIRMED);
  }

  @Test
  void theAnswerOfAParticipantThatIsNoObserverIsAnAnswerAndNoVoice() {
    bridge.whenAnswered(LOCK, FINAL).thenMeaning(Meaning.UNNAMED).thenDiverged();
    bridge.thenRung(LOCK, Rung.REQUESTED).thenSends();
    bridge.after("PT1S").when(observe(LOCK, FINAL)).thenMeaning(Meaning.UNNAMED).thenDiverged();
    assertThat(bridge.standing().diverged()).isEmpty();
  }

  @Test
  void aParticipantThatIsNoObserverIsTroubleOnlyWhereItContradictsTheQuorum() {
    bridge.given(says("a", LOCK, FINAL)).given(says("b", LOCK, FINAL)).after("PT1S");
    bridge.when(observe(LOCK, CONFIRMED)).thenMeaning(Meaning.UNNAMED).thenDiverged();
    bridge.after("PT1S").when(observe(LOCK, REVERTED)).thenDiverged("DISPUTED RECORD");
    bridge.thenRung(LOCK, Rung.FINAL);
  }

  @Test
  void aSagaThatCountedOnTheQuorumIsReopened() {
    SagaFixture one =
        new SagaFixture(
            atConfirmed(
                definition(step("lock", confirmed(call("lock-svc/do"), twoOfThree(9)), null))));
    one.given(start()).given(says("a", LOCK, CONFIRMED, 1, null));
    one.given(says("b", LOCK, CONFIRMED, 1, null)).thenStatus(SagaStatus.COMPLETED);
    one.given(says("c", LOCK, REVERTED)).thenStatus(SagaStatus.COMPLETED);
    one.when(says("b", LOCK, REVERTED)).thenStatus(SagaStatus.RUNNING);
    one.thenRung(LOCK, Rung.REVERTED);
  }
}
