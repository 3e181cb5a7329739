package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.cancel;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.guarded;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleOwn.decided;
import static io.meanwhile.core.decider.SampleOwn.decision;
import static io.meanwhile.core.decider.SampleOwn.told;
import static io.meanwhile.core.model.Report.FINAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import io.meanwhile.core.model.SagaStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step that waits for a person's decision. */
class DecisionTest {
  private static final String OK = "ok/action/1";

  private static SagaFixture waiting() {
    return new SagaFixture(
            definition(
                step("a"),
                decision("ok", "a"),
                guarded(step("ship", "ok"), "steps.ok.result.choice == 'approve'")))
        .given(start())
        .whenAnswered("a/action/1", FINAL);
  }

  @Test
  void whoDecidesAndWhyIsRecordedAndIsTheResult() {
    SagaFixture saga =
        waiting()
            .when(decided("ok", "approve", "alice", "operator"))
            .thenEvents(ObservationRecorded.class, EffectRequested.class)
            .thenRung(OK, Rung.FINAL)
            .thenSends("ship/action/1");
    assertThat(saga.effect(OK).result())
        .isEqualTo(Map.of("choice", "approve", "by", "alice", "at", "2026-01-01T00:00:00Z"));
    assertThat(((ObservationRecorded) saga.latest().getFirst()).observation().reason())
        .isEqualTo("looked at it");
  }

  @Test
  void anotherChoiceLeadsElsewhere() {
    waiting()
        .when(decided("ok", "reject", "alice", "operator"))
        .thenRung("ship/action/1", Rung.SKIPPED)
        .thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void itTakesOneOfTheNamesOrRoles() {
    waiting().when(decided("ok", "approve", "eve", "viewer")).thenRefused("forbidden");
    waiting().when(decided("ok", "approve", "bob", "viewer")).thenRung(OK, Rung.FINAL);
  }

  @Test
  void itTakesOneOfTheChoices() {
    waiting().when(decided("ok", "maybe", "bob")).thenRefused("choice-not-offered");
  }

  @Test
  void theSameDecisionAgainChangesNothingAndAnotherOneIsRefused() {
    SagaFixture saga = waiting().when(decided("ok", "approve", "bob"));
    saga.after("PT1S").when(decided("ok", "approve", "bob")).thenNothing();
    saga.when(decided("ok", "reject", "bob")).thenRefused("not-waiting");
    saga.when(decided("ok", "approve", "alice", "operator")).thenRefused("not-waiting");
  }

  @Test
  void whatWaitsForNobodyIsNotDecided() {
    waiting().when(decided("a", "approve", "bob")).thenRefused("not-waiting");
    waiting().when(decided("nothing", "approve", "bob")).thenRefused("not-waiting");
    waiting().when(cancel()).when(decided("ok", "approve", "bob")).thenRefused("not-waiting");
  }

  @Test
  void whenNobodyDecidesInTimeTheSagaGoesBackwardOrAsConfigured() {
    waiting().whenTheNextDeadlinePasses().thenDiverged("UNKNOWN COMPENSATE");
    SagaFixture saga =
        new SagaFixture(
            definition(
                on(decision("ok"), DivergenceKind.UNKNOWN, Measure.once(Reaction.CONTINUE)),
                step("b", "ok")));
    saga.given(start()).whenTheNextDeadlinePasses().thenDiverged("UNKNOWN CONTINUE");
    saga.thenSends("b/action/1");
  }

  @Test
  void standingSaysWhoIsWaitedFor() {
    assertThat(waiting().standing().pending().getFirst().waitingFor())
        .isEqualTo("a decision by operator or bob");
  }

  @Test
  void aMessageToTheSagaGoesToTheFirstStepThatWaitsForIt() {
    SagaFixture saga = new SagaFixture(definition(SampleOwn.await("one"), SampleOwn.await("two")));
    saga.given(start(Map.of("order", "7")));
    saga.when(told("payment", "m-1", Map.of("order", "7"))).thenRung("one/action/1", Rung.FINAL);
    saga.when(told("payment", "m-1", Map.of("order", "7"))).thenNothing();
    saga.when(told("payment", "m-2", Map.of("order", "8"))).thenRefused("not-waiting");
    saga.when(told("refund", "m-2", Map.of("order", "7"))).thenRefused("not-waiting");
    saga.when(told("payment", "m-2", List.of())).thenRefused("not-waiting");
    saga.when(told("payment", "m-2", Map.of("order", "7"))).thenStatus(SagaStatus.COMPLETED);
  }
}
