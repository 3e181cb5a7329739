package io.meanwhile.core.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.model.Undoing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups in every order of outcomes, within bounds: no law is broken and nothing gets stuck. */
class GroupsCheckedTest {
  private static final int STATES = Integer.getInteger("meanwhile.states", 10_000);
  private static final Expression ITEMS = Expression.compile("input.items");

  private static Step step(String name, String... after) {
    Map<String, Level> levels = new java.util.LinkedHashMap<>();
    List.of(after).forEach(before -> levels.put(before, Level.FINAL));
    return new Step(name, levels, call(name), call("undo-" + name), false, false);
  }

  private static Call call(String operation) {
    return new Call(
        new Target("box", operation),
        null,
        Call.DEFAULT_ANSWER,
        Call.DEFAULT_DEADLINE,
        Retry.DEFAULT,
        new Finality.Reply(),
        null,
        null,
        Call.DEFAULT_GRACE);
  }

  private static Step fanOut(Join join, boolean drops, int parallel) {
    return Step.group(
        "legs", Map.of(), null, new Flow.FanOut(ITEMS, parallel, join, drops, step("legs")));
  }

  private static Step fanOut(Join join, boolean drops, int parallel, Step body) {
    return Step.group("legs", Map.of(), null, new Flow.FanOut(ITEMS, parallel, join, drops, body));
  }

  private static Step guarded(String name, String when) {
    return step(name).guarded(Expression.compile(when));
  }

  /** Whatever the others do: refused, it is lost. */
  private static Step lost(String name) {
    Call call =
        call(name).reacting(Map.of(DivergenceKind.REFUSED, List.of(Measure.once(Reaction.UNDO))));
    return new Step(name, Map.of(), call, call("undo-" + name), false, false);
  }

  private static Step group(Join join, boolean drops, Step... steps) {
    return Step.group(
        "settle", Map.of(), Duration.ofHours(1), new Flow.Group(List.of(steps), join, drops));
  }

  private static Definition definition(Step... steps) {
    return new Definition(
        new DefinitionRef("groups", 1, "digest"),
        null,
        null,
        Map.of(),
        null,
        List.of(steps),
        Completion.ALL_FINAL,
        null);
  }

  static List<Definition> groups() {
    Step pivot =
        new Step("pay", Map.of("settle", Level.FINAL), call("pay"), call("repay"), true, false);
    return List.of(
        definition(fanOut(new Join.All(), false, 2), step("done", "legs")),
        definition(fanOut(new Join.All(), false, 1)),
        definition(fanOut(new Join.AtLeast(1), true, 2), step("done", "legs")),
        definition(fanOut(new Join.AtLeast(1), false, 2), step("done", "legs")),
        definition(fanOut(new Join.AtLeast(2), false, 3)),
        definition(group(new Join.All(), false, step("a"), step("b", "a")), step("done", "settle")),
        definition(group(new Join.AtLeast(1), true, step("a"), step("b")), pivot),
        ProposalPlants.PLAN,
        ProposalPlants.DEEP,
        definition(
            Step.group(
                "poll",
                Map.of(),
                null,
                new Flow.Loop(
                    Expression.compile("result.done"), 5, Duration.ofSeconds(1), step("poll"))),
            step("done", "poll")));
  }

  /** It looks at a result that is not final yet. */
  private static Step guardedEarly() {
    return new Step(
        "b",
        Map.of("a", Level.CONFIRMED),
        call("b"),
        call("undo-b"),
        false,
        false,
        Expression.compile("steps.a.result.ok"),
        Undoing.DEFAULT);
  }

  static List<Definition> guardsAndReactions() {
    return List.of(
        definition(
            fanOut(
                new Join.AtLeast(1),
                false,
                2,
                Step.group(
                    "legs",
                    Map.of(),
                    null,
                    new Flow.Group(List.of(step("a")), new Join.All(), false)))),
        definition(
            group(new Join.AtLeast(1), false, lost("a"), step("b", "a"), lost("c")), step("done")),
        definition(
            fanOut(new Join.All(), false, 2, guarded("legs", "item.amount > 1")),
            step("done", "legs")),
        definition(fanOut(new Join.AtLeast(1), false, 2, guarded("legs", "item.amount > 1"))),
        definition(
            group(new Join.All(), false, step("a"), guardedEarly(), step("c", "b")),
            step("done", "settle")),
        definition(
            group(new Join.All(), false, lost("a"), step("b"))
                .reacting(
                    Map.of(
                        DivergenceKind.UNMET,
                        List.of(Measure.times(Reaction.REDO, 1), Measure.once(Reaction.CONTINUE)),
                        DivergenceKind.OVERDUE,
                        List.of(Measure.wait(Duration.ofHours(1)), Measure.once(Reaction.UNDO))))));
  }

  @ParameterizedTest
  @MethodSource({"groups", "guardsAndReactions"})
  void noOrderOfOutcomesBreaksALaw(Definition definition) {
    CheckReport report =
        Checker.check(definition, Bounds.DEFAULT.withMaxStates(20_000).withFaults(0));
    assertThat(report.violations()).as(report.toString()).isEmpty();
    assertThat(report.states()).isGreaterThan(100);
  }

  /** As {@code meanwhile check} does; but for how many states it looks at. */
  @ParameterizedTest
  @MethodSource({"groups", "guardsAndReactions"})
  void norIfAContractIsBroken(Definition definition) {
    CheckReport report = Checker.check(definition, Bounds.DEFAULT.withMaxStates(STATES));
    assertThat(report.violations()).as(report.toString()).isEmpty();
  }
}
