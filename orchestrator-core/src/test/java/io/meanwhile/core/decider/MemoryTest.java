package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.answer;
import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.fail;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.probed;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static io.meanwhile.core.model.Report.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key that its participant has forgotten is not sent again: only asked about. */
class MemoryTest {
  private static final String LOCK = "lock/action/1";
  private static final String UNLOCK = "lock/compensation/1/1";

  /** An attempt takes ten seconds at most, and the key is remembered for thirty. */
  private static Call forgetful(Call call) {
    return call.remembered(Duration.ofSeconds(30));
  }

  private static SagaFixture before(Call action) {
    return new SagaFixture(definition(step("lock", action, call("lock-svc/undo")))).when(start());
  }

  private static SagaFixture after(Call action) {
    return new SagaFixture(definition(pivot(step("lock", action, call("lock-svc/undo")))))
        .when(start());
  }

  private static Question asked(SagaFixture saga) {
    return saga.saga().questions().values().iterator().next();
  }

  @Test
  void whileItIsRememberedTheSameKeyIsSentAgain() {
    SagaFixture saga = before(forgetful(call("lock-svc/do")));
    saga.after("PT10S").when(fail(LOCK, 1, Failure.NO_ANSWER)).thenSends(LOCK);
    assertThat(saga.effect(LOCK).ask()).extracting(Ask::attempt).isEqualTo(2);
  }

  @Test
  void noAttemptIsMadeThatMightBeAnsweredAfterwards() {
    SagaFixture saga = before(forgetful(call("lock-svc/do")));
    saga.after("PT21S").when(fail(LOCK, 1, Failure.NO_ANSWER)).thenDiverged("UNKNOWN COMPENSATE");
    saga.thenRequested(UNLOCK).thenSends(UNLOCK);
  }

  @Test
  void whereItCanBeProbedItIs() {
    SagaFixture saga = before(forgetful(probed(call("lock-svc/do"))));
    saga.after("PT21S").when(fail(LOCK, 1, Failure.NO_ANSWER)).thenDiverged("UNKNOWN PROBE");
    saga.thenSends(LOCK + "?");
  }

  @Test
  void pastThePivotItIsAskedAboutAndRetryIsNoAnswer() {
    SagaFixture saga = after(forgetful(call("lock-svc/do")));
    saga.after("PT21S").when(fail(LOCK, 1, Failure.NO_ANSWER)).thenDiverged("UNKNOWN PARK");
    saga.thenParks(
        LOCK, DivergenceKind.UNKNOWN, Choice.WAIT, Choice.HAPPENED, Choice.DID_NOT_HAPPEN);
    assertThat(asked(saga).why()).endsWith("does not remember the key any more.");
    saga.when(answer(1, Choice.RETRY)).thenRefused("choice-not-offered");
    saga.when(answer(1, Choice.HAPPENED)).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aQuestionThatWasOpenedInTimeOffersNoRetryLater() {
    SagaFixture saga = after(forgetful(call("lock-svc/do")));
    saga.after("PT1S").when(fail(LOCK, 1, Failure.REJECTED));
    saga.after("PT1S").when(fail(LOCK, 2, Failure.REJECTED));
    saga.after("PT1S").when(fail(LOCK, 3, Failure.REJECTED)).thenDiverged("REJECTED PARK");
    assertThat(asked(saga).choices()).contains(Choice.RETRY);
    saga.after("PT30S").when(answer(1, Choice.RETRY)).thenRefused("choice-not-offered");
  }

  @Test
  void whoWasAskedBeforeAMigrationForgetsAsWasSaidThen() {
    Definition first = definition(pivot(step("lock", forgetful(call("lock-svc/do")), null)));
    Definition second = Versions.version(2, pivot(step("lock", call("lock-svc/do"), null)));
    SagaFixture saga = Versions.saga(first, second).when(start());
    for (int attempt = 1; attempt <= 3; attempt++) {
      saga.after("PT1S").when(fail(LOCK, attempt, Failure.REJECTED));
    }
    saga.given(Versions.migrate(second));
    assertThat(asked(saga).choices()).contains(Choice.RETRY);
    saga.after("PT30S").when(answer(1, Choice.RETRY)).thenRefused("choice-not-offered");
  }

  @Test
  void pastThePivotNoTraceOfItDoesNotMeanThatItIsSentAgain() {
    SagaFixture saga = after(forgetful(probed(call("lock-svc/do"))));
    saga.after("PT21S").when(fail(LOCK, 1, Failure.NO_ANSWER)).thenSends(LOCK + "?");
    saga.whenAnswered(LOCK, UNKNOWN).thenDiverged("UNKNOWN PROBE").thenSends(LOCK + "?");
    saga.whenAnswered(LOCK, FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aListThatSaysRetryProbesOrAsks() {
    Call listed =
        on(
            forgetful(call("lock-svc/do")),
            DivergenceKind.UNKNOWN,
            Measure.times(Reaction.RETRY, 5));
    after(listed)
        .after("PT21S")
        .when(fail(LOCK, 1, Failure.NO_ANSWER))
        .thenDiverged("UNKNOWN PARK");
    after(forgetful(probed(listed)))
        .after("PT21S")
        .when(fail(LOCK, 1, Failure.NO_ANSWER))
        .thenDiverged("UNKNOWN PROBE")
        .thenSends(LOCK + "?");
  }

  @Test
  void aCompensationIsNotSentAgainEither() {
    Call undo = forgetful(probed(call("lock-svc/undo")));
    SagaFixture saga =
        new SagaFixture(definition(step("lock", call("lock-svc/do"), undo), step("next", "lock")))
            .when(start());
    saga.whenAnswered(LOCK, FINAL);
    saga.when(cancel()).thenRequested();
    saga.when(observe("next/action/1", REFUSED)).thenRequested(UNLOCK);
    saga.after("PT21S").when(fail(UNLOCK, 1, Failure.NO_ANSWER)).thenDiverged("UNKNOWN PROBE");
    saga.whenAnswered(UNLOCK, UNKNOWN).thenDiverged("UNKNOWN PROBE").thenSends(UNLOCK + "?");
  }

  @Test
  void whatIsGoneOutsideIsNotSentAgainWhenItsGraceIsOver() {
    SagaFixture saga = after(forgetful(depth(call("lock-svc/do"), 3)));
    saga.when(observe(LOCK, CONFIRMED)).when(observe(LOCK, REVERTED));
    saga.whenTheNextDeadlinePasses().thenDiverged("REVERTED PARK").thenRung(LOCK, Rung.REVERTED);
  }

  @Test
  void aNewGenerationIsRememberedAnew() {
    Call redone =
        on(forgetful(call("lock-svc/do")), DivergenceKind.REFUSED, Measure.times(Reaction.REDO, 2));
    SagaFixture saga = before(redone).after("PT1H");
    saga.whenAnswered(LOCK, REFUSED).thenRequested("lock/action/2");
    saga.after("PT5S").when(fail("lock/action/2", 1, Failure.NO_ANSWER)).thenSends("lock/action/2");
  }

  @Test
  void itsFirstAttemptMayBeAsLateAsTheKeyIsRemembered() {
    Call call = forgetful(call("lock-svc/do"));
    SagaFixture saga = before(call);
    Ask first = new Ask(false, 1, SagaFixture.START.plusSeconds(3600)); // after a long pause
    assertThat(Memory.last(call, saga.effect(LOCK), first))
        .isEqualTo(SagaFixture.START.plusSeconds(3620));
    Ask second = new Ask(false, 2, SagaFixture.START.plusSeconds(10));
    assertThat(Memory.last(call, saga.effect(LOCK), second))
        .isEqualTo(SagaFixture.START.plusSeconds(20));
    assertThat(Memory.last(call, saga.effect(LOCK), new Ask(true, 2, SagaFixture.START))).isNull();
  }
}
