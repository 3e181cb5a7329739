package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.decider.SampleProposals.atOnce;
import static io.meanwhile.core.decider.SampleProposals.plan;
import static io.meanwhile.core.decider.SampleProposals.proposed;
import static io.meanwhile.core.decider.SampleProposals.proposing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One flaw refuses the whole: nothing of it begins, and the step is unexpected with the reason. */
class HostileProposalsTest {
  private static final String PROPOSAL = "plan.proposal/action/1";
  private static final Map<String, Object> FINE = proposed("find", "plan-svc/search");

  private static SagaFixture saga(int max, int depth) {
    return new SagaFixture(definition(plan(max, depth), step("done", "plan"))).when(start());
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        arguments("what is not allowed", List.of(FINE, proposed("x", "bank/pay")), "'bank/pay'"),
        arguments(
            "a URL", List.of(proposed("x", "http://evil.example/tools/search")), "not allowed"),
        arguments("the orchestrator", List.of(proposed("x", "meanwhile/timer")), "not allowed"),
        arguments(
            "an undo of its own",
            List.of(Map.of("name", "x", "call", "plan-svc/book", "undo", "plan-svc/search")),
            "unknown field 'undo'"),
        arguments("a name twice", List.of(FINE, FINE), "name of another"),
        arguments(
            "the proposal's own name", List.of(proposed("proposal", "plan-svc/book")), "taken"),
        arguments("a step's name", List.of(proposed("done", "plan-svc/book")), "taken"),
        arguments("a path", List.of(proposed("a.b", "plan-svc/book")), "no name like"),
        arguments("no name", List.of(Map.of("call", "plan-svc/book")), "no name like"),
        arguments("no call", List.of(Map.of("name", "x")), "not allowed"),
        arguments("an unknown step", List.of(proposed("x", "plan-svc/book", "y")), "not proposed"),
        arguments(
            "a circle",
            List.of(proposed("a", "plan-svc/book", "b"), proposed("b", "plan-svc/book", "a")),
            "wait for each other"),
        arguments("itself", List.of(proposed("a", "plan-svc/book", "a")), "wait for each other"),
        arguments("no object", List.of("rm -rf /"), "no object"),
        arguments(
            "an input that is none",
            List.of(Map.of("name", "x", "call", "plan-svc/book", "with", "input.secret")),
            "no object"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isRefusedAsAWhole(String what, List<Object> steps, String why) {
    SagaFixture saga = saga(20, 3);
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, Map.of("steps", steps))
        .thenDiverged("UNEXPECTED COMPENSATE")
        .thenRequested("plan.proposal/compensation/1/1");
    assertThat(saga.saga().divergences().getFirst().observed()).as(what).contains(why);
    assertThat(saga.history()).noneMatch(SagaEvent.StepsProposed.class::isInstance);
  }

  @Test
  void textsFromOutsideAreShortAndPlainInTheReason() {
    SagaFixture saga = saga(20, 3);
    saga.whenAnswered(
        PROPOSAL,
        Report.FINAL,
        null,
        proposing(proposed("x", "\u001b[2J\u202e" + "x".repeat(999))));
    String observed = saga.saga().divergences().getFirst().observed();
    assertThat(observed).hasSizeLessThan(200).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void noFieldOfAResultThatIsNoListProposes() {
    saga(20, 3)
        .whenAnswered(PROPOSAL, Report.FINAL, null, Map.of("steps", "find"))
        .thenDiverged("UNEXPECTED COMPENSATE");
    saga(20, 3)
        .whenAnswered(PROPOSAL, Report.FINAL, null, "text")
        .thenDiverged("UNEXPECTED COMPENSATE");
  }

  @Test
  void anInputIsDataAndNeverComputed() {
    SagaFixture saga = saga(20, 3);
    Map<String, Object> with = Map.of("q", "input.secret", "r", "${1+1}");
    saga.whenAnswered(
        PROPOSAL,
        Report.FINAL,
        null,
        proposing(Map.of("name", "find", "call", "plan-svc/search", "with", with)));
    assertThat(saga.effect("plan.find/action/1").input()).isEqualTo(with);
  }

  @Test
  void noMoreThanMayBeByTwoProposalsTogether() {
    SagaFixture saga = saga(5, 3);
    saga.whenAnswered(
        PROPOSAL,
        Report.FINAL,
        null,
        proposing(atOnce("one", "plan-svc/refine"), atOnce("two", "plan-svc/refine")));
    saga.whenAnswered(
            "plan.one.proposal/action/1",
            Report.FINAL,
            null,
            proposing(atOnce("a", "plan-svc/search"), atOnce("b", "plan-svc/search")))
        .thenRequested("plan.one.a/action/1", "plan.one.b/action/1");

    saga.whenAnswered(
            "plan.two.proposal/action/1",
            Report.FINAL,
            null,
            proposing(atOnce("a", "plan-svc/search"), atOnce("b", "plan-svc/search")))
        .thenDiverged("UNEXPECTED COMPENSATE");
    assertThat(saga.saga().divergences().getFirst().observed())
        .contains("It proposes 2 steps, with 4 there are; at most 5");
  }

  @Test
  void noMoreThanMayBeThroughAllDepths() {
    List<Object> three = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      three.add(atOnce("s" + i, "plan-svc/search"));
    }
    saga(2, 3)
        .whenAnswered(PROPOSAL, Report.FINAL, null, Map.of("steps", three))
        .thenDiverged("UNEXPECTED COMPENSATE");
    SagaFixture deep = saga(3, 3);
    deep.whenAnswered(PROPOSAL, Report.FINAL, null, proposing(atOnce("more", "plan-svc/refine")));
    deep.whenAnswered("plan.more.proposal/action/1", Report.FINAL, null, Map.of("steps", three))
        .thenDiverged("UNEXPECTED COMPENSATE");
  }

  @Test
  void noDeeperThanMayBe() {
    SagaFixture saga = saga(20, 1);
    saga.whenAnswered(PROPOSAL, Report.FINAL, null, proposing(atOnce("more", "plan-svc/refine")));
    saga.whenAnswered("plan.more.proposal/action/1", Report.FINAL, null, proposing(FINE))
        .thenDiverged("UNEXPECTED COMPENSATE");
    assertThat(saga.saga().divergences().getFirst().observed()).contains("none may be deeper");
  }
}
