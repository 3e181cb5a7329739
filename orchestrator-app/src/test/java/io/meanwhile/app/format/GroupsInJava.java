package io.meanwhile.app.format;

import io.meanwhile.core.dsl.Confirming;
import io.meanwhile.core.dsl.DefinitionDocument;
import io.meanwhile.core.dsl.Expr;
import io.meanwhile.core.dsl.Joining;
import io.meanwhile.core.dsl.Proposing;
import io.meanwhile.core.dsl.React;
import io.meanwhile.core.dsl.Repeating;
import io.meanwhile.core.dsl.Retrying;
import io.meanwhile.core.dsl.SagaBuilder;
import io.meanwhile.core.dsl.StepBuilder;
import io.meanwhile.core.dsl.StepRef;
import io.meanwhile.core.model.DivergenceKind;
import java.time.Duration;
import java.util.Map;

/** Fan-outs, groups, races and loops with all their keys, said in Java. */
final class GroupsInJava {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private GroupsInJava() {}

  /** Steps that have members. */
  static DefinitionDocument all() {
    SagaBuilder saga = SagaBuilder.saga("groups", 1);
    StepRef<Void> legs =
        saga.step(
            "legs",
            step ->
                member(step.each(Expr.cel("input.legs")).parallel(10))
                    .join(Joining.atLeast(3))
                    .keepLosers()
                    .on(DivergenceKind.UNMET, React.PARK)
                    .atFirst());
    StepRef<Void> poll =
        saga.step(
            "poll",
            step ->
                member(
                        step.repeat(
                            Repeating.until(Expr.cel("result.done"))
                                .max(60)
                                .pause(Duration.ofSeconds(10))))
                    .on(DivergenceKind.UNMET, React.PARK)
                    .after(legs));
    bodies(saga, poll);
    return saga.document();
  }

  private static void bodies(SagaBuilder saga, StepRef<Void> poll) {
    StepRef<Void> travel =
        saga.step(
            "travel",
            step ->
                step.steps(
                        ways -> {
                          ways.step("train", train -> train.call("trains/book"));
                          ways.step("bus", bus -> bus.call("buses/book").atFirst());
                        })
                    .join(Joining.ANY)
                    .dropLosers()
                    .deadline(Duration.ofHours(1))
                    .on(DivergenceKind.OVERDUE, React.wait(MINUTE), React.CONTINUE)
                    .on(DivergenceKind.UNMET, React.PARK)
                    .after(poll)
                    .when(Expr.cel("input.travels")));
    saga.step(
        "parcels",
        step ->
            step.each(Expr.cel("input.parcels"))
                .parallel(20)
                .steps(parcel -> parcel.step("label", label -> label.call("desk/label")))
                .join(Joining.ratio(0.95))
                .keepLosers()
                .deadline(Duration.ofDays(1))
                .on(DivergenceKind.OVERDUE, React.UNDO)
                .on(DivergenceKind.UNMET, React.CONTINUE)
                .after(travel)
                .when(Expr.cel("input.ships")));
    saga.step(
        "all",
        step ->
            step.steps(all -> all.step("only", only -> only.call("desk/only"))).join(Joining.ALL));
  }

  private static StepBuilder<Void> member(StepBuilder<Void> step) {
    return step.call("desk/part")
        .with("number", Expr.cel("input.number"))
        .when(Expr.cel("input.wanted"))
        .answer(MINUTE)
        .deadline(Duration.ofMinutes(30))
        .retry(Retrying.attempts(3))
        .confirm(Confirming.quorum(2, "a", "b", "c"))
        .expect(Expr.cel("result.fine"))
        .returns(Map.of("type", "object"))
        .probe("desk/status")
        .grace(MINUTE)
        .validFor(Duration.ofMinutes(30))
        .remembers(Duration.ofDays(1))
        .retriable()
        .irreversible()
        .on(DivergenceKind.DISPUTED, React.wait(MINUTE), React.PARK)
        .on(DivergenceKind.REFUSED, React.PARK)
        .on(DivergenceKind.UNAVAILABLE, React.RETRY)
        .on(DivergenceKind.UNKNOWN, React.PROBE, React.PARK)
        .on(DivergenceKind.UNEXPECTED, React.CONTINUE)
        .on(DivergenceKind.REVERTED, React.wait(MINUTE), React.PARK)
        .on(DivergenceKind.LATE, React.CONTINUE);
  }

  /** Steps that an answer proposes. */
  static DefinitionDocument proposed() {
    SagaBuilder saga = SagaBuilder.saga("proposed", 1);
    StepRef<Void> ready = saga.step("ready", step -> step.call("desk/ready"));
    saga.step(
        "plan",
        step ->
            member(
                    step.proposes(
                        Proposing.allow("tools/search")
                            .and(GroupsInJava::allowed)
                            .and(
                                book -> book.call("tools/book").undo(undo -> undo.call("tools/no")))
                            .andInTurn(more -> more.call("model/refine"))
                            .max(20)
                            .depth(3)))
                .after(ready));
    saga.step(
        "draft",
        step ->
            step.call("model/draft")
                .proposes(Proposing.allow("tools/search"))
                .undo(undo -> undo.call("model/forget")));
    return saga.document();
  }

  private static StepBuilder<Void> allowed(StepBuilder<Void> step) {
    return step.call("tools/part")
        .answer(MINUTE)
        .deadline(Duration.ofMinutes(30))
        .retry(Retrying.attempts(3))
        .confirm(Confirming.quorum(2, "a", "b", "c"))
        .expect(Expr.cel("result.fine"))
        .returns(Map.of("type", "object"))
        .probe("tools/status")
        .grace(MINUTE)
        .validFor(Duration.ofMinutes(30))
        .remembers(Duration.ofDays(1))
        .retriable()
        .irreversible()
        .on(DivergenceKind.DISPUTED, React.wait(MINUTE), React.PARK);
  }

  static DefinitionDocument undone() {
    SagaBuilder saga = SagaBuilder.saga("undone", 1);
    saga.step(
        "legs",
        step ->
            step.each(Expr.cel("input.legs"))
                .call("dex/swap")
                .undo(undo -> undo.call("dex/swap-back")));
    saga.step(
        "poll",
        step ->
            step.call("jobs/status")
                .repeat(Repeating.until(Expr.cel("result.done")).max(3))
                .undo(undo -> undo.call("jobs/forget")));
    return saga.document();
  }
}
