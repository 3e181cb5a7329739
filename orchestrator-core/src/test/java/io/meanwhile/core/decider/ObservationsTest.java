package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observation;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.refuse;
import static io.meanwhile.core.decider.Sample.seenBefore;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.undid;
import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GIVE_UP;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private static final String LOCK = "lock/action/1";
  private static final String MINT = "mint/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  private final SagaFixture bridge =
      new SagaFixture(definition(step("lock"), step("mint", "lock")));
  private final SagaFixture chain =
      new SagaFixture(definition(step("lock", depth(call("lock-svc/do"), 9), null)));

  @Test
  void theSameReportHandedInTwiceIsStoredOnce() {
    Instant seen = SagaFixture.START;
    bridge.given(start()).given(at -> one(seen, at, CONFIRMED, 1, "a"));
    bridge.when(at -> one(seen, at, CONFIRMED, 1, "a")).thenNothing();
  }

  @Test
  void theSameWordsUnderAnotherIdAreRecordedAndSayNothingNew() {
    bridge.given(start()).given(observe(LOCK, ACCEPTED)).after("PT1S");
    bridge.when(observe(LOCK, ACCEPTED)).thenEvents(SagaEvent.ObservationRecorded.class);
    bridge.thenMeaning(Meaning.REPEATED);
  }

  @Test
  void otherContentUnderTheSameIdIsAnotherReport() {
    Instant seen = SagaFixture.START;
    bridge.given(start()).given(at -> one(seen, at, CONFIRMED, 1, "a"));
    bridge.when(at -> one(seen, at, CONFIRMED, 1, "b")).thenMeaning(Meaning.MOVED);
  }

  @Test
  void aReportHasThreeTimesWhenItHappenedWasSeenAndWasRecorded() {
    Instant happened = SagaFixture.START.minusSeconds(60);
    Instant seen = SagaFixture.START.plusSeconds(10);
    Observation said =
        new Observation(
            EffectKey.parse(LOCK), "lock-svc", "1", FINAL, null, null, null, null, happened, seen);
    bridge.given(start()).after("PT1M").when(at -> new SagaCommand.Observe(at, said, null));
    assertThat(bridge.latest().getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.ObservationRecorded.class,
            e ->
                assertThat(
                        Arrays.asList(
                            e.observation().occurredAt(), e.observation().seenAt(), e.at()))
                    .containsExactly(happened, seen, bridge.now()));
  }

  @Test
  void aReportThatComesAgainAfterVeryManyOthersIsRecordedAgain() {
    Instant seen = SagaFixture.START;
    chain.given(start()).given(at -> one(seen, at, CONFIRMED, 1, "a"));
    for (int i = 0; i < Effect.SEEN - 1; i++) {
      chain.after("PT0.001S").given(observe(LOCK, CONFIRMED, 1, null));
    }
    chain.when(at -> one(seen, at, CONFIRMED, 1, "a")).thenNothing();
    chain.after("PT0.001S").given(observe(LOCK, CONFIRMED, 1, null));
    chain.when(at -> one(seen, at, CONFIRMED, 1, "a")).thenMeaning(Meaning.REPEATED);
  }

  @Test
  void ofOneObserverTheNewestWordCountsNotTheOneThatCameLast() {
    chain.given(start()).after("PT1M").given(seenBefore("PT10S", LOCK, CONFIRMED, 3));
    chain.when(seenBefore("PT20S", LOCK, CONFIRMED, 2)).thenMeaning(Meaning.STALE);
    chain.when(seenBefore("PT20S", LOCK, REFUSED, 2)).thenMeaning(Meaning.STALE);
    chain.when(seenBefore("PT20S", LOCK, REVERTED, null)).thenMeaning(Meaning.STALE);
    chain.thenRung(LOCK, Rung.CONFIRMED);
    assertThat(chain.effect(LOCK).depth()).isEqualTo(3);
  }

  @Test
  void whereAnObserverNamesNoTimeOfItsOwnTheOrderOfArrivalCounts() {
    chain.given(start()).after("PT1M").given(observe(LOCK, CONFIRMED, 3, null));
    chain.when(observe(LOCK, REVERTED)).thenRung(LOCK, Rung.REVERTED);
    chain.when(observe(LOCK, CONFIRMED, 1, null)).thenRung(LOCK, Rung.CONFIRMED);
  }

  @Test
  void aClockThatIsBehindIsComparedOnlyWithItself() {
    chain.given(start()).after("PT2H").whenAnswered(LOCK, ACCEPTED);
    chain.when(seenBefore("PT1H", LOCK, CONFIRMED, 1)).thenMeaning(Meaning.MOVED);
    chain.when(seenBefore("PT59M", LOCK, CONFIRMED, 2)).thenMeaning(Meaning.MOVED);
  }

  @Test
  void aClockThatIsAheadMakesNoLaterWordStaleAndIsRecordedAsItIs() {
    chain.given(start()).after("PT1M").given(seenBefore("-PT1H", LOCK, CONFIRMED, 1));
    assertThat(chain.latest().getFirst())
        .isInstanceOfSatisfying(
            SagaEvent.ObservationRecorded.class,
            e -> assertThat(e.observation().seenAt()).isEqualTo(e.at().plusSeconds(3600)));
    chain.when(seenBefore("PT5S", LOCK, CONFIRMED, 2)).thenMeaning(Meaning.MOVED);
  }

  @Test
  void anObserverThatTheStepDoesNotNameIsRecordedAndMovesNothing() {
    bridge
        .given(start())
        .when(at -> {
          Observation o = observation(at, LOCK, FINAL, null, null);
          return new SagaCommand.Observe(
              at,
              new Observation(
                  o.effect(), "stranger", o.id(), o.status(), null, null, null, null, null, at),
              null);
        });
    bridge.thenMeaning(Meaning.UNNAMED).thenDiverged("DISPUTED RECORD");
    bridge.thenRung(LOCK, Rung.REQUESTED).thenSends(LOCK);
  }

  @Test
  void anOutcomeMayComeBeforeTheAnswerToItsFirstSend() {
    bridge.given(start()).when(observe(LOCK, FINAL)).thenRung(LOCK, Rung.FINAL);
    bridge.thenSends(MINT);
    bridge.when(Sample.fail(LOCK, 1, Failure.NO_ANSWER)).thenNothing();
  }

  @Test
  void aNoTraceIsNoRefusal() {
    bridge.given(start()).when(observe(LOCK, Report.UNKNOWN));
    bridge.thenRung(LOCK, Rung.REQUESTED).thenSends(LOCK).thenDiverged();
  }

  @Test
  void aResultThatComesWithMoreConfirmationsIsTaken() {
    chain.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).after("PT1S");
    chain.when(observe(LOCK, CONFIRMED, 1, Map.of("id", 7))).thenMeaning(Meaning.MOVED);
    chain.when(observe(LOCK, FINAL, 9, null)).thenRung(LOCK, Rung.FINAL);
    assertThat(chain.effect(LOCK).result()).isEqualTo(Map.of("id", 7L));
  }

  @Test
  void anotherResultAfterTheFinalOneIsRecordedAsDisputedAndMovesNothing() {
    bridge.given(start()).given(observe(LOCK, FINAL, null, "a")).after("PT1S");
    bridge.when(observe(LOCK, FINAL, null, "b")).thenMeaning(Meaning.CONTRADICTING);
    bridge.thenDiverged("DISPUTED RECORD").thenNotParked();
    assertThat(bridge.effect(LOCK).result()).isEqualTo("a");
  }

  @Test
  void finalYetRevertedIsBrokenAndParks() {
    bridge.given(start()).given(observe(LOCK, FINAL)).when(observe(LOCK, REVERTED));
    bridge.thenDiverged("BROKEN PARK").thenRung(LOCK, Rung.REVERTED);
  }

  @Test
  void finalYetRefusedIsBrokenAndStaysFinalUntilAnOperatorSaysOtherwise() {
    bridge.given(start()).given(observe(LOCK, FINAL)).when(refuse(LOCK, null, "no such lock"));
    bridge.thenMeaning(Meaning.CONTRADICTING).thenDiverged("BROKEN PARK");
    bridge.thenRung(LOCK, Rung.FINAL);
    bridge.thenParks(LOCK, DivergenceKind.BROKEN, HAPPENED, DID_NOT_HAPPEN, GIVE_UP, GO_BACKWARD);
  }

  @Test
  void voidYetItStandsIsBrokenAndParksAlsoWhenAQuestionIsOpen() {
    SagaFixture saga = new SagaFixture(definition(Sample.pivot(step("pay")), step("ship", "pay")));
    String ship = "ship/action/1";
    saga.given(start()).given(observe("pay/action/1", FINAL)).given(observe(ship, REFUSED));
    saga.thenParks(ship, DivergenceKind.REFUSED, REDO, HAPPENED, ACCEPT, GIVE_UP);
    saga.after("PT1S").when(observe(ship, FINAL)).thenDiverged("BROKEN PARK");
    saga.thenParks(ship, DivergenceKind.BROKEN, HAPPENED, DID_NOT_HAPPEN, GIVE_UP);
  }

  @Test
  void blockedYetItStandsIsBrokenAndNothingIsUndoneTwice() {
    bridge.given(start()).given(cancel()).whenTheNextDeadlinePasses().thenSends(UNLOCK);
    bridge.given(undid(UNLOCK, CompensationOutcome.BLOCKED)).thenRung(LOCK, Rung.VOID);
    bridge.thenStatus(SagaStatus.COMPENSATED).when(observe(LOCK, FINAL));
    bridge.thenDiverged("BROKEN PARK").thenSends();
    bridge.thenParks(LOCK, DivergenceKind.BROKEN, DID_NOT_HAPPEN, ACCEPT);
  }

  @Test
  void blockedThoughItsActionIsKnownToStandIsBroken() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.when(undid(UNLOCK, CompensationOutcome.BLOCKED)).thenDiverged("BROKEN PARK");
    bridge.thenParks(UNLOCK, DivergenceKind.BROKEN, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
  }

  @Test
  void undoneYetGoneOutsideTooIsBroken() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.given(undid(UNLOCK, CompensationOutcome.UNDONE)).thenStatus(SagaStatus.COMPENSATED);
    bridge.when(observe(LOCK, REVERTED)).thenDiverged("BROKEN PARK");
  }

  @Test
  void undoneYetGoneOutsideTooIsBrokenAlsoWhereItNeverWasFinal() {
    SagaFixture saga =
        new SagaFixture(
            definition(step("lock", depth(call("lock-svc/do"), 9), call("lock-svc/undo"))));
    saga.given(start()).given(observe(LOCK, CONFIRMED, 1, null)).given(cancel());
    saga.given(undid(UNLOCK, CompensationOutcome.UNDONE)).thenStatus(SagaStatus.COMPENSATED);
    saga.when(observe(LOCK, REVERTED)).thenDiverged("BROKEN PARK").thenStatus(SagaStatus.PARKED);
  }

  @Test
  void aReplyToTheActionIsNeverTakenForItsCompensation() {
    bridge.given(start()).given(observe(LOCK, FINAL)).given(observe(MINT, REFUSED));
    bridge.after("PT1S").when(observe(LOCK, FINAL)).thenRung(UNLOCK, Rung.REQUESTED);
    bridge.thenSends(UNLOCK);
  }

  @Test
  void wordOfGivenUpEffectsIsRecordedForEver() {
    bridge.given(start()).given(cancel()).whenTheNextDeadlinePasses();
    bridge.given(undid(UNLOCK, CompensationOutcome.UNDONE)).thenStatus(SagaStatus.COMPENSATED);
    bridge.after("P30D").when(observe(LOCK, FINAL)).thenDiverged("LATE RECORD");
    bridge.thenStatus(SagaStatus.COMPENSATED).thenSends();
  }

  private static SagaCommand one(
      Instant seen, Instant at, Report report, int depth, Object result) {
    return new SagaCommand.Observe(
        at,
        new Observation(
            EffectKey.parse(LOCK),
            "lock-svc",
            "one",
            report,
            depth,
            result,
            null,
            null,
            null,
            seen),
        null);
  }
}
