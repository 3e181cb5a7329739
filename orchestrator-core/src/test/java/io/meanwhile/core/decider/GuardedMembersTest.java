package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.depth;
import static io.meanwhile.core.decider.Sample.guarded;
import static io.meanwhile.core.decider.Sample.observe;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleGroups.ALL;
import static io.meanwhile.core.decider.SampleGroups.ANY;
import static io.meanwhile.core.decider.SampleGroups.after;
import static io.meanwhile.core.decider.SampleGroups.fanOut;
import static io.meanwhile.core.decider.SampleGroups.group;
import static io.meanwhile.core.decider.SampleGroups.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
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

/** Members that have a guard of their own. */
class GuardedMembersTest {
  private static SagaFixture each(Join join, int parallel, String guard, Object... items) {
    Step legs = fanOut(guarded(step("legs"), guard), join, parallel);
    return new SagaFixture(definition(legs, step("done", "legs"))).when(start(items(items)));
  }

  private static SagaFixture saga(Step... steps) {
    return new SagaFixture(definition(steps)).when(start());
  }

  private static Step inner(String name, String... after) {
    return step(name, call("settle-svc/" + name), call("settle-svc/undo-" + name), after);
  }

  private static Step first() {
    return step("a", depth(call("settle-svc/a"), 3), call("settle-svc/undo-a"));
  }

  private static Step second(String guard) {
    return guarded(inner("b", "a@confirmed"), guard);
  }

  @Test
  void aBranchWhoseGuardIsFalseIsLeftOutAndTheOthersAreEnough() {
    SagaFixture saga = each(ALL, 10, "item > 1", 1L, 2L, 3L);
    saga.thenRequested("legs.1/action/1", "legs.2/action/1");
    saga.thenRung("legs.0/action/1", Rung.SKIPPED);
    saga.whenAnswered("legs.1/action/1", Report.FINAL, null, "r1");
    saga.whenAnswered("legs.2/action/1", Report.FINAL, null, "r2").thenRequested("done/action/1");
    assertThat(saga.effect("legs/action/1").result()).isEqualTo(Arrays.asList(null, "r1", "r2"));
  }

  @Test
  void whereAllAreLeftOutNothingIsWaitedFor() {
    each(ALL, 10, "index > 5", 1L, 2L).thenRequested("done/action/1");
  }

  @Test
  void aBranchThatIsLeftOutCountsForNothingElse() {
    each(ANY, 10, "item > 5", 1L, 2L)
        .thenDiverged("UNMET COMPENSATE")
        .thenStatus(SagaStatus.COMPENSATED);
  }

  @Test
  void aBranchThatIsLeftOutTakesNoPlace() {
    SagaFixture saga = each(ALL, 1, "item > 1", 1L, 2L, 1L, 3L);
    saga.thenRequested("legs.1/action/1");
    saga.whenAnswered("legs.1/action/1", Report.FINAL).thenRequested("legs.3/action/1");
    saga.whenAnswered("legs.3/action/1", Report.FINAL).thenRequested("done/action/1");
  }

  @Test
  void whatWaitsForAStepThatIsLeftOutBegins() {
    SagaFixture saga =
        saga(group("settle", ALL, false, guarded(inner("a"), "1 > 2"), inner("b", "a")));
    saga.thenRequested("settle.b/action/1");
    saga.whenAnswered("settle.b/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
    assertThat(saga.effect("settle/action/1").result())
        .isEqualTo(java.util.Collections.singletonMap("b", null));
  }

  @Test
  void aWholeGroupOfABranchIsLeftOutLikeAnyMember() {
    Step parcels =
        fanOut(
            guarded(
                group("parcels", ALL, false, step("pack", call("parcels-svc/pack"), null)),
                "item > 1"),
            ALL,
            10);
    SagaFixture saga = new SagaFixture(definition(parcels)).when(start(items(1L, 2L)));
    saga.thenRequested("parcels.1.pack/action/1");
    saga.whenAnswered("parcels.1.pack/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void aGuardReadsWhatLiesBesideItAndAround() {
    Step inner = guarded(inner("b", "a"), "steps.a.result == steps.quote.result");
    SagaFixture saga =
        saga(step("quote"), after(group("settle", ALL, false, inner("a"), inner), "quote"));
    saga.whenAnswered("quote/action/1", Report.FINAL, null, 7L);
    saga.whenAnswered("settle.a/action/1", Report.FINAL, null, 7L)
        .thenRequested("settle.b/action/1");
    assertThat(saga.effect("settle.b/action/1").reliedOn().stream().map(Object::toString))
        .containsExactly("settle/action/1", "settle.a/action/1", "quote/action/1");
  }

  @Test
  void itIsAskedAgainWhenWhatItReadIsNotSoAnyMore() {
    SagaFixture saga = saga(group("settle", ALL, false, first(), second("steps.a.result > 1")));
    saga.whenAnswered("settle.a/action/1", Report.CONFIRMED, 1, 1L);
    saga.thenRung("settle.b/action/1", Rung.SKIPPED).thenRung("settle/action/1", Rung.CONFIRMED);
    saga.when(observe("settle.a/action/1", Report.CONFIRMED, 2, 2L))
        .thenRequested("settle.b/action/1")
        .thenRung("settle/action/1", Rung.REVERTED);
    saga.when(observe("settle.a/action/1", Report.CONFIRMED, 3, 2L));
    saga.whenAnswered("settle.b/action/1", Report.FINAL).thenStatus(SagaStatus.COMPLETED);
  }

  @Test
  void whatBeganBecauseTheGroupStoodWithoutItReliedOnThat() {
    SagaFixture saga =
        saga(
            group("settle", ALL, false, first(), second("steps.a.result > 1")),
            step("done", "settle@confirmed"));
    saga.whenAnswered("settle.a/action/1", Report.CONFIRMED, 1, 1L).thenRequested("done/action/1");
    saga.when(observe("settle.a/action/1", Report.CONFIRMED, 2, 2L))
        .thenDiverged("REVERTED COMPENSATE")
        .thenStatus(SagaStatus.COMPENSATING);
  }

  @Test
  void whatCannotBeComputedParksAndIsAskedAgain() {
    SagaFixture saga = each(ALL, 10, "item.amount > 1", List.of(), Map.of("amount", 2L));
    saga.thenRequested()
        .thenParks(null, DivergenceKind.EXPRESSION, Choice.RETRY, Choice.GO_BACKWARD);
  }
}
