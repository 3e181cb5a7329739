package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.Sample.with;
import static io.meanwhile.core.decider.SampleGroups.ALL;
import static io.meanwhile.core.decider.SampleGroups.ANY;
import static io.meanwhile.core.decider.SampleGroups.after;
import static io.meanwhile.core.decider.SampleGroups.atLeast;
import static io.meanwhile.core.decider.SampleGroups.fanOut;
import static io.meanwhile.core.decider.SampleGroups.group;
import static io.meanwhile.core.decider.SampleGroups.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step that has steps of its own. */
class GroupTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static Step inner(String name, String... after) {
    return step(name, call("settle-svc/" + name), call("settle-svc/undo-" + name), after);
  }

  private static SagaFixture saga(Step... steps) {
    return new SagaFixture(definition(steps)).when(start());
  }

  @Test
  void itsStepsWaitForEachOtherAndWhatFollowsForTheWhole() {
    SagaFixture saga =
        saga(group("settle", ALL, false, inner("a"), inner("b", "a")), step("done", "settle"));
    saga.thenRequested("settle.a/action/1");
    saga.whenAnswered("settle.a/action/1", Report.FINAL, null, 1L)
        .thenRequested("settle.b/action/1");
    saga.whenAnswered("settle.b/action/1", Report.FINAL, null, 2L).thenRequested("done/action/1");
    assertThat(saga.effect("settle/action/1").result()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void itsStepsSeeEachOthersResultsByTheirNames() {
    Step b = step("b", with(call("settle-svc/b"), "x", "steps.a.result + 1"), null, "a");
    SagaFixture saga = saga(group("settle", ALL, false, inner("a"), b));
    saga.whenAnswered("settle.a/action/1", Report.FINAL, null, 1L);
    assertThat(saga.effect("settle.b/action/1").input()).isEqualTo(Map.of("x", 2L));
  }

  @Test
  void theFirstOfARaceWinsTheOthersAreGivenUpAndOwed() {
    SagaFixture saga =
        saga(group("settle", ANY, true, inner("a"), inner("b")), step("done", "settle"));
    saga.whenAnswered("settle.b/action/1", Report.FINAL)
        .thenEvents(
            io.meanwhile.core.model.SagaEvent.ObservationRecorded.class,
            io.meanwhile.core.model.SagaEvent.JoinReached.class,
            io.meanwhile.core.model.SagaEvent.EffectGivenUp.class,
            io.meanwhile.core.model.SagaEvent.EffectRequested.class);
    saga.whenAnswered("done/action/1", Report.FINAL).thenStatus(SagaStatus.CONFIRMED);
    saga.whenTheNextDeadlinePasses().thenRequested("settle.a/compensation/1/1");
    saga.whenAnswered("settle.a/compensation/1/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatWaitsForALostStepIsLostWithIt() {
    SagaFixture saga =
        saga(group("settle", atLeast(2), false, inner("a"), inner("b", "a"), inner("c")));
    saga.whenAnswered("settle.a/action/1", Report.REFUSED)
        .thenDiverged("REFUSED COMPENSATE"); // without a and b only c is left
  }

  @Test
  void aLossWithinIsNoneOfTheWholeWhileItCanBeMet() {
    SagaFixture saga = saga(group("settle", ANY, false, inner("a"), inner("b", "a"), inner("c")));
    saga.whenAnswered("settle.a/action/1", Report.REFUSED).thenDiverged("REFUSED UNDO");
    saga.whenAnswered("settle.c/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void pastItsDeadlineTheSagaGoesBackwardBeforeThePivotAndParksAfterIt() {
    SagaFixture before = saga(group("settle", ALL, false, AN_HOUR, inner("a")));
    before.whenAnswered("settle.a/action/1", Report.ACCEPTED);
    before.after("PT1H").when(io.meanwhile.core.model.SagaCommand.PassTime::new);
    assertThat(before.saga().backward()).isTrue();
    SagaFixture past =
        saga(pivot(step("pay")), after(group("settle", ALL, false, AN_HOUR, slow("a")), "pay"));
    past.whenAnswered("pay/action/1", Report.FINAL);
    past.whenTheNextDeadlinePasses()
        .thenDiverged("OVERDUE PARK")
        .thenParks(
            "settle/action/1", DivergenceKind.OVERDUE, Choice.ACCEPT, Choice.WAIT, Choice.GIVE_UP);
    past.when(observe("settle.a/action/1", Report.FINAL)).thenStatus(SagaStatus.COMPLETED);
  }

  private static Step slow(String name) {
    var c = call("settle-svc/" + name);
    return step(
        name,
        new io.meanwhile.core.model.Call(
            c.to(),
            null,
            c.answer(),
            AN_HOUR.multipliedBy(2),
            c.retry(),
            c.confirm(),
            null,
            null,
            c.grace()),
        null);
  }

  @Test
  void aGroupForEachItem() {
    Step both =
        group(
            "legs",
            ALL,
            false,
            step("a", with(call("legs-svc/a"), "leg", "item"), call("legs-svc/undo")),
            step("b", with(call("legs-svc/b"), "x", "item + steps.a.result"), null, "a"));
    SagaFixture saga =
        new SagaFixture(definition(fanOut(both, ALL, 1), step("done", "legs")))
            .when(start(items("p", "q")));
    saga.thenRequested("legs.0.a/action/1");
    saga.whenAnswered("legs.0.a/action/1", Report.FINAL, null, "!")
        .thenRequested("legs.0.b/action/1");
    assertThat(saga.effect("legs.0.b/action/1").input()).isEqualTo(Map.of("x", "p!"));
    saga.whenAnswered("legs.0.b/action/1", Report.FINAL).thenRequested("legs.1.a/action/1");
    saga.whenAnswered("legs.1.a/action/1", Report.FINAL, null, "?");
    saga.whenAnswered("legs.1.b/action/1", Report.FINAL).thenRequested("done/action/1");
    assertThat(saga.effect("legs/action/1").result())
        .isEqualTo(List.of(result("!", null), result("?", null)));
    saga.when(Sample.cancel()).whenTheNextDeadlinePasses();
    saga.whenAnswered("done/compensation/1/1", Report.FINAL)
        .thenRequested("legs.0.a/compensation/1/1", "legs.1.a/compensation/1/1");
  }

  private static Map<String, Object> result(Object a, @org.jspecify.annotations.Nullable Object b) {
    Map<String, Object> result = new java.util.LinkedHashMap<>();
    result.put("a", a);
    result.put("b", b);
    return result;
  }

  @Test
  void whatTheGroupStoodOnIsDoneAnewSoIsTheGroup() {
    Step base =
        Sample.on(
            step("base", Sample.depth(call("base-svc/do"), 2), call("base-svc/undo")),
            DivergenceKind.REVERTED,
            io.meanwhile.core.model.Measure.once(io.meanwhile.core.model.Reaction.REDO));
    Step settle = group("settle", ALL, false, inner("a"));
    SagaFixture saga =
        saga(
            base,
            new Step(
                "settle",
                Map.of("base", io.meanwhile.core.model.Level.CONFIRMED),
                settle.action(),
                null,
                false,
                false,
                null,
                settle.undoing(),
                settle.flow()));
    saga.when(observe("base/action/1", Report.CONFIRMED, 1, null))
        .thenRequested("settle.a/action/1");
    saga.whenAnswered("settle.a/action/1", Report.FINAL);
    saga.when(observe("base/action/1", Report.REVERTED)).thenDiverged("REVERTED REDO");
    saga.thenRequested("settle.a/compensation/1/1");
    saga.whenAnswered("settle.a/compensation/1/1", Report.FINAL);
    saga.whenTheNextDeadlinePasses().thenRequested("base/compensation/1/1");
    saga.whenAnswered("base/compensation/1/1", Report.FINAL).thenRequested("base/action/2");
    saga.when(observe("base/action/2", Report.CONFIRMED, 2, null))
        .thenRequested("settle.a/action/2");
    saga.whenAnswered("settle.a/action/2", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
    assertThat(saga.effect("settle/action/2").result())
        .isEqualTo(java.util.Collections.singletonMap("a", null));
  }

  @Test
  void nothingIsReportedAboutAGroupItself() {
    saga(group("settle", ALL, false, inner("a")))
        .when(observe("settle/action/1", Report.FINAL))
        .thenRefused("unknown-effect");
  }
}
