package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleGoals.any;
import static io.meanwhile.core.decider.SampleGroups.ALL;
import static io.meanwhile.core.decider.SampleGroups.atLeast;
import static io.meanwhile.core.decider.SampleGroups.fanOut;
import static io.meanwhile.core.decider.SampleGroups.group;
import static io.meanwhile.core.decider.SampleGroups.items;
import static io.meanwhile.core.model.Report.ACCEPTED;
import static io.meanwhile.core.model.Report.CONFIRMED;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static io.meanwhile.core.model.Report.REVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No group waits for what never comes. */
class GroupGoesOnTest {
  private static final Measure GO_ON = Measure.once(Reaction.CONTINUE);
  private static final Measure ANEW = Measure.times(Reaction.REDO, 1);

  private static Step inner(String name, String... after) {
    return inner(name, call("settle-svc/" + name), after);
  }

  private static Step inner(String name, Call action, String... after) {
    return step(name, action, call("settle-svc/undo-" + name), after);
  }

  private static SagaFixture saga(Step... steps) {
    return new SagaFixture(definition(steps)).when(start(items("p")));
  }

  private static Step anewWhen(DivergenceKind kind, Step... steps) {
    return group("settle", ALL, false, Duration.ofSeconds(20), steps)
        .reacting(Map.of(kind, List.of(ANEW)));
  }

  @Test
  void whatStandsAndIsNotUndoneKeepsItsGroupFromBeingDoneAnewSoSomebodyIsAsked() {
    Step lossy = on(inner("a"), DivergenceKind.UNKNOWN, GO_ON);
    SagaFixture saga = saga(anewWhen(DivergenceKind.OVERDUE, lossy, inner("b")));
    saga.whenAllAttemptsFail("settle.a/action/1", Failure.NO_ANSWER)
        .thenDiverged("UNKNOWN CONTINUE");
    saga.after("PT20S").when(SagaCommand.PassTime::new).thenDiverged("OVERDUE PARK");
    assertThat(saga.effect("settle/action/1").wanted()).isTrue();
    assertThat(saga.saga().questions().values())
        .singleElement()
        .satisfies(question ->
            assertThat(question.why())
                .contains("settle.a/action/1 stands, or may, and is not undone"));
  }

  @Test
  void aBranchThatCannotBeDoneAnewAfterAllIsLost() {
    Step kept =
        step("b", call("legs-svc/b"), on(call("legs-svc/undo-b"), DivergenceKind.REFUSED, GO_ON));
    Step refused =
        on(
            step("a", call("legs-svc/a"), null),
            DivergenceKind.REFUSED,
            Measure.once(Reaction.UNDO));
    Step branch =
        group("legs", ALL, false, refused, kept)
            .reacting(Map.of(DivergenceKind.UNMET, List.of(ANEW)));
    SagaFixture saga = saga(fanOut(branch, ALL, 1));
    saga.whenAnswered("legs.0.b/action/1", FINAL);
    saga.whenAnswered("legs.0.a/action/1", REFUSED)
        .thenDiverged("REFUSED UNDO", "UNMET REDO")
        .thenRequested("legs.0.b/compensation/1/1");
    saga.whenAnswered("legs.0.b/compensation/1/1", REFUSED)
        .thenDiverged("REFUSED CONTINUE", "UNMET COMPENSATE")
        .thenStatus(SagaStatus.COMPENSATED)
        .thenLosses("legs.0.b/action/1");
  }

  @Test
  void timeThatHasPassedKeepsNoGroupFromBeingDoneAnew() {
    Step timer = SampleOwn.timer("t", "duration('5s')");
    SagaFixture saga = saga(anewWhen(DivergenceKind.OVERDUE, timer, inner("a")));
    saga.after("PT5S").when(SagaCommand.PassTime::new).thenRung("settle.t/action/1", Rung.FINAL);
    saga.whenAnswered("settle.a/action/1", ACCEPTED);
    saga.after("PT15S").when(SagaCommand.PassTime::new).thenDiverged("OVERDUE REDO");
    saga.when(observe("settle.a/action/1", REFUSED))
        .thenRequested("settle.t/action/2", "settle.a/action/2");
  }

  @Test
  void whatAWinnerReliedOnIsKeptWithItAndTheOthersAreDropped() {
    Step slow = inner("b", depth(call("settle-svc/b"), 2));
    Step two =
        group("settle", atLeast(2), true, inner("a"), slow, inner("c", "b@confirmed"), inner("d"));
    SagaFixture saga = saga(two, step("done", "settle"));
    saga.when(observe("settle.b/action/1", CONFIRMED, 1, null)).thenRequested("settle.c/action/1");
    saga.whenAnswered("settle.c/action/1", FINAL);
    saga.whenAnswered("settle.a/action/1", FINAL).thenRequested("done/action/1");
    assertThat(winners(saga)).containsExactly("settle.a/action/1", "settle.c/action/1");
    assertThat(saga.effect("settle.b/action/1").wanted()).isTrue();
    assertThat(saga.effect("settle.d/action/1").wanted()).isFalse();
    saga.when(observe("settle.d/action/1", REFUSED)).whenAnswered("done/action/1", FINAL);
    saga.thenStatus(SagaStatus.CONFIRMED);
    saga.when(observe("settle.b/action/1", FINAL, 2, null)).thenStatus(SagaStatus.COMPLETED);
  }

  /** All are needed: what the saga does without counts as left out. */
  @Test
  void aWinnerThatTheSagaDoesWithoutSinceIsNoneAnyMore() {
    SagaFixture saga = doingWithoutAWinner(ALL);
    assertThat(saga.effect("settle/action/1").result())
        .isEqualTo(java.util.Collections.singletonMap("a", null));
  }

  /** Who said so took the rest for the whole. */
  @Test
  void aRaceWhoseWinnerTheSagaDoesWithoutSinceIsTakenAsItIs() {
    SagaFixture saga = doingWithoutAWinner(atLeast(2));
    assertThat(Objects.requireNonNull(saga.effect("settle/action/1").members()).accepted())
        .isTrue();
  }

  /** What follows has begun on both, then one is undone outside, and the saga goes on. */
  private static SagaFixture doingWithoutAWinner(Join join) {
    Step lossy = on(inner("b", depth(call("settle-svc/b"), 2)), DivergenceKind.REVERTED, GO_ON);
    SagaFixture saga =
        saga(group("settle", join, false, inner("a"), lossy), step("done", "settle@confirmed"));
    saga.whenAnswered("settle.a/action/1", FINAL);
    saga.when(observe("settle.b/action/1", CONFIRMED, 1, null)).thenRequested("done/action/1");
    saga.whenAnswered("done/action/1", FINAL);
    saga.when(observe("settle.b/action/1", REVERTED)).thenDiverged("REVERTED CONTINUE");
    assertThat(winners(saga)).containsExactly("settle.a/action/1");
    return saga.thenStatus(SagaStatus.COMPLETED).thenLosses("settle.b/action/1");
  }

  @Test
  void aGroupThatIsInFlightWhenTheGoalIsMetIsKeptAndGoesOnToItsEnd() {
    Step kept = group("settle", ALL, false, inner("a"), inner("b", "a"));
    SagaFixture saga = new SagaFixture(any(definition(kept, step("x")))).when(start());
    saga.whenAnswered("x/action/1", FINAL).thenStatus(SagaStatus.CONFIRMED);
    saga.whenAnswered("settle.a/action/1", FINAL).thenRequested("settle.b/action/1");
    saga.whenAnswered("settle.b/action/1", FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aBranchInFlightWhenTheGoalIsMetFailsAndItsGroupIsALoss() {
    Step legs = fanOut(step("legs"), ALL, 1);
    SagaFixture saga =
        new SagaFixture(any(definition(legs, step("x")))).when(start(items("p", "q")));
    saga.given(observe("x/action/1", FINAL));
    saga.whenAnswered("legs.0/action/1", REFUSED).thenDiverged("REFUSED UNDO");
    saga.thenStatus(SagaStatus.COMPLETED).thenLosses("legs.0/action/1");
  }

  private static List<String> winners(SagaFixture saga) {
    return Objects.requireNonNull(saga.effect("settle/action/1").members()).winners().stream()
        .map(EffectKey::toString)
        .toList();
  }
}
