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
import static io.meanwhile.core.decider.SampleGroups.atLeast;
import static io.meanwhile.core.decider.SampleGroups.fanOut;
import static io.meanwhile.core.decider.SampleGroups.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step with a branch for each item of a list. */
class FanOutTest {
  private static final Step LEGS =
      step("legs", with(call("legs-svc/do"), "leg", "string(index) + item"), call("legs-svc/undo"));

  private static SagaFixture saga(Join join, int parallel, Object... items) {
    Definition definition = definition(fanOut(LEGS, join, parallel), step("done", "legs"));
    return new SagaFixture(definition).when(start(items(items)));
  }

  private static SagaFixture finished(SagaFixture saga, String... branches) {
    for (String branch : branches) {
      saga.whenAnswered("legs." + branch + "/action/1", Report.FINAL, null, "r" + branch);
    }
    return saga;
  }

  @Test
  void eachItemHasABranchOfItsOwn() {
    SagaFixture saga = saga(ALL, 10, "a", "b");
    saga.thenRequested("legs.0/action/1", "legs.1/action/1");
    assertThat(saga.effect("legs.1/action/1").input()).isEqualTo(Map.of("leg", "1b"));
  }

  @Test
  void whatWaitsForAllBranchesBeginsOnceTheLastIsFinalAndSeesTheirResultsInOrder() {
    SagaFixture saga = finished(saga(ALL, 10, "a", "b", "c"), "2", "0");
    saga.thenRequested();
    finished(saga, "1").thenRequested("done/action/1");
    assertThat(saga.effect("legs/action/1").result()).isEqualTo(List.of("r0", "r1", "r2"));
    saga.whenAnswered("done/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void noMoreBranchesAreInFlightThanMayBe() {
    SagaFixture saga = saga(ALL, 2, "a", "b", "c", "d");
    saga.thenRequested("legs.0/action/1", "legs.1/action/1");
    finished(saga, "1").thenRequested("legs.2/action/1");
    finished(saga, "2").thenRequested("legs.3/action/1");
    finished(saga, "0").thenRequested();
    finished(saga, "3").thenRequested("done/action/1");
  }

  @Test
  void aFailedBranchIsALossWhileEnoughMayStillStand() {
    SagaFixture saga = finished(saga(atLeast(2), 10, "a", "b", "c"), "0");
    saga.whenAnswered("legs.1/action/1", Report.REFUSED).thenDiverged("REFUSED UNDO");
    finished(saga, "2").thenRequested("done/action/1");
    assertThat(saga.effect("legs/action/1").result()).isEqualTo(Arrays.asList("r0", null, "r2"));
    saga.whenAnswered("done/action/1", Report.FINAL)
        .thenStatus(SagaStatus.COMPLETED)
        .thenLosses("legs.1/action/1");
  }

  @Test
  void oneFailureTooManyIsMetLikeAnyOther() {
    SagaFixture saga = finished(saga(atLeast(2), 10, "a", "b", "c"), "0");
    saga.whenAnswered("legs.1/action/1", Report.REFUSED);
    saga.whenAnswered("legs.2/action/1", Report.REFUSED)
        .thenDiverged("REFUSED COMPENSATE")
        .thenRequested("legs.0/compensation/1/1")
        .thenStatus(SagaStatus.COMPENSATING);
    saga.whenAnswered("legs.0/compensation/1/1", Report.FINAL).thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void branchesAreUndoneInParallelAfterWhatReliedOnThem() {
    SagaFixture saga = finished(saga(ALL, 10, "a", "b"), "0", "1");
    saga.whenAnswered("done/action/1", Report.FINAL, null, null);
    SagaFixture other =
        finished(
            new SagaFixture(
                    definition(
                        step("before"), fanOutAfter("before"), step("done", "legs"), step("end")))
                .when(start(items("a", "b"))));
    other.whenAnswered("before/action/1", Report.FINAL);
    finished(other, "0", "1").whenAnswered("done/action/1", Report.FINAL);
    other.when(Sample.cancel()).thenRequested("done/compensation/1/1");
    other
        .whenAnswered("done/compensation/1/1", Report.FINAL)
        .thenRequested("legs.0/compensation/1/1", "legs.1/compensation/1/1");
    other.whenAnswered("legs.0/compensation/1/1", Report.FINAL).thenRequested();
    other
        .whenAnswered("legs.1/compensation/1/1", Report.FINAL)
        .thenRequested("before/compensation/1/1");
  }

  private static Step fanOutAfter(String before) {
    return SampleGroups.after(fanOut(LEGS, ALL, 10), before);
  }

  @Test
  void ofTheCompletedGroupNoMoreBranchesBeginAndThoseInFlightAreKept() {
    SagaFixture saga = finished(saga(ANY, 2, "a", "b", "c"), "1");
    saga.thenRequested("done/action/1");
    saga.whenAnswered("done/action/1", Report.FINAL).thenStatus(SagaStatus.CONFIRMED);
    finished(saga, "0").thenStatus(SagaStatus.COMPLETED).thenLosses();
  }

  @Test
  void aRaceDropsThoseThatCameTooLate() {
    SagaFixture saga =
        new SagaFixture(definition(fanOut(LEGS, ANY, 10, true))).when(start(items("a", "b")));
    finished(saga, "1");
    assertThat(saga.effect("legs.0/action/1").givenUp()).isTrue();
    saga.when(observe("legs.0/action/1", Report.FINAL))
        .thenDiverged("LATE UNDO")
        .thenRequested("legs.0/compensation/1/1");
    saga.whenAnswered("legs.0/compensation/1/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void anEmptyListIsAllThatIsAskedForAndNotEnoughForAny() {
    saga(ALL, 10).thenRequested("done/action/1");
    saga(ANY, 10).thenDiverged("UNMET COMPENSATE").thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void whatIsNoListParksUntilSomebodyDecides() {
    Definition definition = definition(fanOut(LEGS, ALL, 10));
    new SagaFixture(definition)
        .when(start(Map.of("items", "no list")))
        .thenParks(null, DivergenceKind.EXPRESSION, Choice.RETRY, Choice.GO_BACKWARD);
  }

  @Test
  void moreItemsThanMayBePark() {
    Definition definition = definition(fanOut(LEGS, ALL, 10));
    new SagaFixture(definition)
        .when(start(Map.of("items", java.util.Collections.nCopies(10_001, 1L))))
        .thenParks(null, DivergenceKind.EXPRESSION, Choice.RETRY, Choice.GO_BACKWARD);
  }

  @Test
  void afterThePivotTooManyFailuresPark() {
    Definition definition =
        definition(pivot(step("pay")), fanOutAfter("pay"), step("done", "legs"));
    SagaFixture saga = new SagaFixture(definition).when(start(items("a", "b")));
    saga.whenAnswered("pay/action/1", Report.FINAL);
    finished(saga, "0").whenAnswered("legs.1/action/1", Report.REFUSED);
    saga.thenParks(
        "legs.1/action/1",
        DivergenceKind.REFUSED,
        Choice.REDO,
        Choice.HAPPENED,
        Choice.ACCEPT,
        Choice.GIVE_UP);
    saga.when(Sample.answer(1, Choice.REDO)).thenRequested("legs.1/action/2");
    saga.whenAnswered("legs.1/action/2", Report.FINAL).thenRequested("done/action/1");
  }

  @Test
  void givenUpForGoodAfterThePivotTheGroupIsAskedAboutAndMayBeTakenAsItIs() {
    Definition definition =
        definition(pivot(step("pay")), fanOutAfter("pay"), step("done", "legs"));
    SagaFixture saga = new SagaFixture(definition).when(start(items("a", "b")));
    saga.whenAnswered("pay/action/1", Report.FINAL);
    finished(saga, "0").whenAnswered("legs.1/action/1", Report.REFUSED);
    saga.when(Sample.answer(1, Choice.GIVE_UP))
        .thenParks("legs/action/1", DivergenceKind.UNMET, Choice.ACCEPT, Choice.GIVE_UP);
    saga.when(Sample.answer(2, Choice.ACCEPT)).thenRequested("done/action/1");
    assertThat(saga.effect("legs/action/1").result()).isEqualTo(Arrays.asList("r0", null));
  }

  @Test
  void aWinnerThatRevertsTakesTheGroupWithIt() {
    Definition definition =
        definition(
            fanOut(step("legs", Sample.depth(call("legs-svc/do"), 2), null), ANY, 10),
            step("done", "legs@confirmed"));
    SagaFixture saga = new SagaFixture(definition).when(start(items("a", "b")));
    saga.when(observe("legs.0/action/1", Report.CONFIRMED, 1, "r")).thenRequested("done/action/1");
    assertThat(saga.effect("legs/action/1").rung()).isEqualTo(Rung.CONFIRMED);
    saga.when(observe("legs.0/action/1", Report.REVERTED));
    assertThat(saga.effect("legs/action/1").rung()).isEqualTo(Rung.REVERTED);
    saga.when(observe("legs.0/action/1", Report.CONFIRMED, 2, "r"));
    assertThat(saga.effect("legs/action/1").rung()).isEqualTo(Rung.FINAL);
  }
}
