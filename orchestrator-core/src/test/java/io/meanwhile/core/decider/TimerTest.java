package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pause;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleOwn.timer;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.FinalityReached;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A step that sleeps: final when its time comes, never before, and nothing is sent for it. */
class TimerTest {
  private static final String NAP = "nap/action/1";
  private static final Instant START = SagaFixture.START;

  private static SagaFixture sleeping(String expression) {
    return new SagaFixture(definition(step("a"), timer("nap", expression, "a"), step("b", "nap")));
  }

  private static SagaFixture asleep() {
    return sleeping("'PT5M'").given(start()).whenAnswered("a/action/1", FINAL);
  }

  private static Instant end(SagaFixture saga) {
    return Objects.requireNonNull(saga.effect(NAP).until());
  }

  @Test
  void nothingIsSentAndTheSagaWakesWhenTheTimeComes() {
    SagaFixture saga = asleep().thenRung(NAP, Rung.REQUESTED).thenSends();
    assertThat(Agenda.of(saga.saga()).wakeAt()).isEqualTo(START.plusSeconds(300));
    assertThat(saga.effect(NAP).sends()).isZero();
  }

  @Test
  void whenItsTimeComesItIsFinalAndWhatWaitsForItBegins() {
    asleep()
        .whenTheNextDeadlinePasses()
        .thenEvents(FinalityReached.class, EffectRequested.class)
        .thenRung(NAP, Rung.FINAL)
        .thenSends("b/action/1");
  }

  @Test
  void aMomentTooEarlyNothingHappens() {
    asleep()
        .at(START.plusSeconds(300).minusMillis(1))
        .when(SagaCommand.PassTime::new)
        .thenNothing();
  }

  @Test
  void itsLengthMayComeFromTheInput() {
    SagaFixture saga = sleeping("input.wait").given(start(Map.of("wait", "P2D")));
    saga.whenAnswered("a/action/1", FINAL);
    assertThat(end(saga)).isEqualTo(START.plus(Duration.ofDays(2)));
  }

  @Test
  void itMaySleepUntilAMoment() {
    SagaFixture saga = sleeping("input.at").given(start(Map.of("at", "2026-01-02T00:00:00Z")));
    saga.whenAnswered("a/action/1", FINAL);
    assertThat(end(saga)).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
  }

  @Test
  void momentsAndDurationsCanBeComputed() {
    SagaFixture saga =
        sleeping("timestamp(input.at) - duration('3600s')")
            .given(start(Map.of("at", "2026-01-02T00:00:00Z")));
    saga.whenAnswered("a/action/1", FINAL);
    assertThat(end(saga)).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
    SagaFixture other = sleeping("duration('90s')").given(start());
    other.whenAnswered("a/action/1", FINAL);
    assertThat(end(other)).isEqualTo(START.plusSeconds(90));
  }

  @Test
  void aMomentThatIsPastIsOverAtOnce() {
    SagaFixture saga = sleeping("input.at").given(start(Map.of("at", "2025-01-02T00:00:00Z")));
    saga.whenAnswered("a/action/1", FINAL);
    assertThat(end(saga)).isEqualTo(START);
    saga.when(SagaCommand.PassTime::new).thenRung(NAP, Rung.FINAL);
  }

  @Test
  void whatIsNeitherALengthNorAMomentParks() {
    for (Object wait : new Object[] {"soon", 300, "P20000D"}) {
      SagaFixture saga = sleeping("input.wait").given(start(Map.of("wait", wait)));
      saga.whenAnswered("a/action/1", FINAL).thenDiverged("EXPRESSION PARK");
      assertThat(saga.saga().action("nap")).isNull();
    }
  }

  @Test
  void givenUpItIsVoidAtOnceAndNothingIsOwed() {
    SagaFixture saga = asleep().when(cancel()).thenRung(NAP, Rung.VOID);
    saga.thenSends("a/compensation/1/1");
    saga.whenAnswered("a/compensation/1/1", FINAL).thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void thatItsTimeHasPassedIsNotUndone() {
    SagaFixture saga = asleep().whenTheNextDeadlinePasses().when(cancel());
    saga.whenTheNextDeadlinePasses(); // b may have begun
    saga.whenAnswered("b/compensation/1/1", FINAL).whenAnswered("a/compensation/1/1", FINAL);
    saga.thenRung(NAP, Rung.FINAL).thenStatus(SagaStatus.COMPENSATED).thenLosses();
  }

  @Test
  void aPauseDoesNotStopTheClock() {
    asleep().when(pause()).whenTheNextDeadlinePasses().thenRung(NAP, Rung.FINAL).thenSends();
  }

  @Test
  void itSleepsAnewWhenWhatItReliedOnIsDoneAnew() {
    SagaFixture saga =
        new SagaFixture(
            definition(
                Sample.on(step("a"), DivergenceKind.REVERTED, Measure.times(Reaction.REDO, 2)),
                timer("nap", "'PT5M'", "a")));
    saga.given(start()).whenAnswered("a/action/1", FINAL).whenTheNextDeadlinePasses();
    saga.thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void standingSaysUntilWhen() {
    SagaFixture saga = asleep();
    assertThat(saga.standing().pending().getFirst().waitingFor()).isEqualTo("its time to come");
    assertThat(saga.standing().pending().getFirst().then()).isEqualTo("it is final");
    assertThat(saga.standing().pending().getFirst().until()).isEqualTo(START.plusSeconds(300));
  }

  @Test
  void nobodyReportsAboutATimer() {
    asleep().when(observe(NAP, Report.FINAL)).thenRefused("not-waiting");
  }
}
