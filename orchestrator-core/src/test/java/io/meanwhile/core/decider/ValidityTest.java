package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Observers.says;
import static io.meanwhile.core.decider.Observers.twoOfThree;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.confirmed;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.failProbe;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pause;
import static io.meanwhile.core.decider.Sample.probed;
import static io.meanwhile.core.decider.Sample.resume;
import static io.meanwhile.core.decider.Sample.seenBefore;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REVERTED;
import static io.meanwhile.core.model.Report.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Past a limit that the participant guarantees nothing happens; what happened before is asked. */
class ValidityTest {
  private static final String LOCK = "lock/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  /** Waits for an hour, and is valid for two minutes. */
  private static Call patient(Call c) {
    return new Call(
        c.to(),
        c.with(),
        c.answer(),
        Duration.ofHours(1),
        c.retry(),
        c.confirm(),
        c.expect(),
        c.probe(),
        c.grace(),
        Duration.ofMinutes(2),
        c.onDivergence());
  }

  private static SagaFixture started(Call action) {
    return new SagaFixture(definition(step("lock", action, call("lock-svc/undo")))).given(start());
  }

  private final SagaFixture lock = started(patient(probed(call("lock-svc/do"))));

  @Test
  void pastItsValidityItIsAskedAndNoTraceIsVoid() {
    lock.whenTheNextDeadlinePasses()
        .thenEvents(SagaEvent.ValidityPassed.class, SagaEvent.ProbeRequested.class)
        .thenSends(LOCK + "?");
    assertThat(lock.now()).isEqualTo(SagaFixture.START.plusSeconds(180)); // and a minute for clocks
    lock.whenAnswered(LOCK, UNKNOWN).thenMeaning(Meaning.MOVED).thenRung(LOCK, Rung.VOID);
    lock.thenDiverged("REFUSED COMPENSATE").thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void silenceAloneIsNotVoidAndItsDeadlineStillCounts() {
    lock.whenTheNextDeadlinePasses().when(failProbe(LOCK, 1)).thenDiverged();
    lock.thenRung(LOCK, Rung.REQUESTED);
    lock.whenTheNextDeadlinePasses().thenRung(LOCK, Rung.UNKNOWN).thenDiverged("UNKNOWN PROBE");
    assertThat(lock.now()).isEqualTo(SagaFixture.START.plusSeconds(3600));
    lock.whenAnswered(LOCK, UNKNOWN).thenRung(LOCK, Rung.VOID);
  }

  @Test
  void beforeItsValidityIsOverNoTraceIsNoRefusal() {
    Call hasty = probed(call("lock-svc/do")).valid(Duration.ofMinutes(2));
    SagaFixture saga = started(hasty).whenTheNextDeadlinePasses();
    saga.whenAnswered(LOCK, UNKNOWN).thenRung(LOCK, Rung.UNKNOWN).thenSends(LOCK + "?");
  }

  @Test
  void theAnswerToAProbeFromBeforeIsNoRefusal() {
    Call hasty = probed(call("lock-svc/do")).valid(Duration.ofMinutes(2));
    SagaFixture saga = started(hasty).whenTheNextDeadlinePasses();
    var before = saga.ask(LOCK);
    saga.whenTheNextDeadlinePasses().thenSends(LOCK + "?");
    saga.when(at ->
            new SagaCommand.Observe(at, Sample.observation(at, LOCK, UNKNOWN, null, null), before))
        .thenRung(LOCK, Rung.UNKNOWN);
    saga.whenAnswered(LOCK, UNKNOWN).thenRung(LOCK, Rung.VOID);
  }

  @Test
  void whoSawNoTraceBeforeTheLimitAndSaysSoAfterwardsIsNoRefusal() {
    lock.whenTheNextDeadlinePasses().after("PT10S");
    lock.when(seenBefore("PT11S", LOCK, UNKNOWN, null)).thenMeaning(Meaning.REPEATED);
    lock.thenRung(LOCK, Rung.REQUESTED);
    lock.when(seenBefore("PT5S", LOCK, UNKNOWN, null)).thenRung(LOCK, Rung.VOID);
  }

  @Test
  void whatHappenedInTimeStandsThoughWordOfItComesLate() {
    lock.given(observe(LOCK, ACCEPTED)).whenTheNextDeadlinePasses().whenAnswered(LOCK, FINAL);
    lock.thenRung(LOCK, Rung.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatStoodOnceIsNeverVoidByItsValidity() {
    SagaFixture chain = started(patient(probed(depth(call("lock-svc/do"), 3))));
    chain.given(observe(LOCK, CONFIRMED, 1, null)).given(observe(LOCK, REVERTED));
    chain.at(SagaFixture.START.plusSeconds(600)).when(SagaCommand.PassTime::new);
    chain.given(observe(LOCK, UNKNOWN, 3, null)).thenRung(LOCK, Rung.REVERTED);
    assertThat(chain.history()).noneMatch(SagaEvent.ValidityPassed.class::isInstance);
  }

  @Test
  void whatIsReportedToStandAfterwardsIsBroken() {
    lock.whenTheNextDeadlinePasses().whenAnswered(LOCK, UNKNOWN).after("PT1S");
    lock.when(observe(LOCK, FINAL)).thenDiverged("BROKEN PARK");
    lock.thenParks(
        LOCK, DivergenceKind.BROKEN, Choice.HAPPENED, Choice.DID_NOT_HAPPEN, Choice.ACCEPT);
  }

  @Test
  void nothingIsOwedForWhatIsGivenUpAndNotValidAnyMore() {
    lock.given(cancel()).whenTheNextDeadlinePasses().thenSends(LOCK + "?");
    lock.whenAnswered(LOCK, UNKNOWN).thenStatus(SagaStatus.COMPENSATED);
    assertThat(lock.saga().compensation(lock.effect(LOCK).key())).isNull();
  }

  @Test
  void whatIsOwedAlreadyIsNotAskedAboutAnyMore() {
    Call hasty = probed(call("lock-svc/do")).valid(Duration.ofMinutes(2));
    SagaFixture saga = started(hasty).given(cancel()).whenTheNextDeadlinePasses();
    saga.thenSends(UNLOCK);
    saga.at(SagaFixture.START.plusSeconds(180)).when(SagaCommand.PassTime::new);
    assertThat(saga.history()).noneMatch(SagaEvent.ValidityPassed.class::isInstance);
  }

  @Test
  void whatWasNeverSentIsVoidPastItsValidityOnly() {
    lock.given(pause()).whenTheNextDeadlinePasses().thenSends(LOCK + "?");
    lock.whenAnswered(LOCK, UNKNOWN).thenRung(LOCK, Rung.VOID).thenDiverged();
    lock.when(resume()).thenDiverged("REFUSED COMPENSATE");
  }

  @Test
  void everySendNamesTheSameLimit() {
    var limit = lock.effect(LOCK).validUntil();
    assertThat(limit).isEqualTo(SagaFixture.START.plusSeconds(120));
    lock.after("PT10S").given(fail(LOCK, 1, Failure.NO_ANSWER));
    assertThat(lock.effect(LOCK).validUntil()).isEqualTo(limit);
  }

  @Test
  void withADepthNoTraceNeedsItLikeEveryRefusal() {
    SagaFixture chain = started(patient(probed(depth(call("lock-svc/do"), 3))));
    chain.whenTheNextDeadlinePasses().whenAnswered(LOCK, UNKNOWN, 1, null);
    chain.thenRung(LOCK, Rung.REFUSED).when(observe(LOCK, UNKNOWN, 3, null));
    chain.thenRung(LOCK, Rung.VOID);
  }

  @Test
  void aQuorumHasToFindNoTraceOfIt() {
    SagaFixture saga = started(patient(confirmed(probed(call("lock-svc/do")), twoOfThree())));
    saga.whenTheNextDeadlinePasses().after("PT1S");
    saga.when(says("a", LOCK, UNKNOWN)).thenRung(LOCK, Rung.REQUESTED);
    saga.when(says("b", LOCK, UNKNOWN)).thenRung(LOCK, Rung.VOID);
  }

  @Test
  void aCompensationThatIsNotValidAnyMoreIsDoneAnew() {
    SagaFixture saga =
        new SagaFixture(
                definition(
                    step("lock", call("lock-svc/do"), patient(probed(call("lock-svc/undo"))))))
            .given(start())
            .given(observe(LOCK, ACCEPTED))
            .given(cancel())
            .given(observe(LOCK, FINAL));
    saga.thenSends(UNLOCK).whenTheNextDeadlinePasses().whenAnswered(UNLOCK, UNKNOWN);
    saga.thenDiverged("REFUSED REDO").thenSends("lock/compensation/1/2");
  }
}
