package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.guarded;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Tampered.and;
import static io.meanwhile.core.checker.Tampered.by;
import static io.meanwhile.core.checker.Tampered.decided;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.has;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.JoinReached;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Bugs in groups: who belongs to one, by whom it stands, and what becomes of the others. */
final class GroupPlants {
  private static final Join ALL = new Join.All();
  private static final Join ANY = new Join.AtLeast(1);
  private static final Step LEG = step("legs");
  private static final Step SURE = step("legs", call("legs/do", 3, false, null), call("legs/undo"));

  private static final Definition ONE_BY_ONE = definition(fanOut(ALL, 1, LEG));
  private static final Definition ENOUGH = definition(fanOut(ANY, 1, LEG), step("done", "legs"));
  private static final Definition TWO = definition(fanOut(new Join.AtLeast(2), 3, LEG));
  private static final Definition SLOWLY = definition(fanOut(ALL, 2, SURE), step("done", "legs"));
  private static final Definition RACE = definition(group(ANY, true, step("a"), step("b")));
  private static final Definition BEHIND =
      definition(step("x"), after("x", group(ALL, false, step("a"))));
  private static final Definition LOOP =
      definition(
          Step.group(
              "poll",
              Map.of(),
              null,
              new Flow.Loop(
                  Expression.compile("result.done"), 5, Duration.ofSeconds(1), step("poll"))));
  private static final Definition GUARDED =
      definition(fanOut(ALL, 2, guarded(LEG, "item.amount > 1")));
  private static final Definition GUARDED_RACE =
      definition(fanOut(ANY, 2, guarded(LEG, "item.amount > 1")));

  private GroupPlants() {}

  private static Step fanOut(Join join, int parallel, Step body) {
    Expression items = Expression.compile("input.items");
    return Step.group("legs", Map.of(), null, new Flow.FanOut(items, parallel, join, false, body));
  }

  private static Step group(Join join, boolean drops, Step... steps) {
    return Step.group("settle", Map.of(), null, new Flow.Group(List.of(steps), join, drops));
  }

  private static Step after(String before, Step group) {
    return Step.group(
        group.name(),
        Map.of(before, Level.FINAL),
        null,
        java.util.Objects.requireNonNull(group.flow()));
  }

  static void add(Plants plants) {
    joins(plants);
    members(plants);
    rounds(plants);
    guards(plants);
  }

  private static void joins(Plants plants) {
    plants.put(
        "a winner counts twice",
        each(e -> e instanceof JoinReached j ? reached(j, j.rung(), twice(j.winners())) : e),
        ENOUGH,
        0);
    plants.put("too few members are enough", joined(ANY), TWO, 0);
    plants.put(
        "a group is final while a winner is only confirmed",
        each(e -> e instanceof JoinReached j ? reached(j, Rung.FINAL, j.winners()) : e),
        SLOWLY,
        0);
    plants.put(
        "a group stands by a winner that was lost",
        without(SagaEvent.JoinLost.class::isInstance),
        SLOWLY,
        0);
    plants.put(
        "those that lost a race stay wanted",
        without(SagaEvent.EffectGivenUp.class::isInstance),
        RACE,
        0);
    plants.put(
        "what a race dropped is not undone",
        decided((_, saga, _, events) ->
            saga.backward() || has(events, SagaEvent.WentBackward.class)
                ? events
                : events.stream().filter(e -> !isUndoOfMember(e)).toList()),
        RACE,
        0);
  }

  private static void members(Plants plants) {
    plants.put("more members are in flight than may be", by(d -> parallel(d, 2)), ONE_BY_ONE, 0);
    plants.put(
        "a member begins after its group is complete",
        decided((_, _, _, events) ->
            has(events, JoinReached.class) ? and(events, member("legs", "legs.1")) : events),
        ENOUGH,
        0);
    plants.put(
        "a member does not say to which group it belongs",
        each(e ->
            e instanceof EffectRequested r && r.effect().isMember() && r.effect().isAction()
                ? OrderPlants.request(r.effect())
                : e),
        ENOUGH,
        0);
    plants.put(
        "what came before a group is undone before its members",
        decided((_, saga, _, events) ->
            has(events, SagaEvent.WentBackward.class) && saga.action("settle") != null
                ? and(events, OrderPlants.undo("x", 1, 1))
                : events),
        BEHIND,
        0);
  }

  private static void rounds(Plants plants) {
    plants.put(
        "a round begins before the one before it is over",
        decided((_, _, _, events) ->
            has(events, SagaEvent.GroupBegun.class)
                ? and(events, member("poll", "poll.2"))
                : events),
        LOOP,
        0);
    plants.put(
        "a loop goes on although its condition holds",
        by(d -> flows(d, GroupPlants::endless)),
        LOOP,
        0);
  }

  private static void guards(Plants plants) {
    plants.put(
        "a member that is left out counts where some are counted", joined(ALL), GUARDED_RACE, 0);
    plants.put("a member begins although its guard is false", guards("1 < 2"), GUARDED, 0);
    plants.put("a member is left out although its guard is true", guards("1 > 2"), GUARDED, 0);
  }

  private static JoinReached reached(JoinReached j, Rung rung, List<EffectKey> winners) {
    return new JoinReached(
        j.at(), j.effect(), rung, winners, j.result(), j.leftOut(), j.accepted());
  }

  private static List<EffectKey> twice(List<EffectKey> winners) {
    List<EffectKey> all = new ArrayList<>(winners);
    all.addAll(winners);
    return all;
  }

  private static boolean isUndoOfMember(SagaEvent event) {
    return event instanceof EffectRequested r && r.effect().isMember() && !r.effect().isAction();
  }

  private static EffectRequested member(String group, String place) {
    EffectRequested r = OrderPlants.request(EffectKey.action(place, 1));
    List<EffectKey> on = List.of(EffectKey.action(group, 1));
    return new EffectRequested(
        r.at(), r.effect(), r.to(), r.input(), on, r.sendAt(), r.until(), r.validUntil());
  }

  private static Rules joined(Join join) {
    return by(d ->
        flows(
            d,
            flow ->
                flow instanceof Flow.FanOut f
                    ? new Flow.FanOut(f.each(), f.parallel(), join, f.drops(), f.body())
                    : flow));
  }

  private static Definition parallel(Definition d, int parallel) {
    return flows(
        d,
        flow ->
            flow instanceof Flow.FanOut f
                ? new Flow.FanOut(f.each(), parallel, f.join(), f.drops(), f.body())
                : flow);
  }

  private static Flow endless(Flow flow) {
    Expression never = Expression.compile("result == 'never'");
    return flow instanceof Flow.Loop l ? new Flow.Loop(never, l.max(), l.pause(), l.body()) : flow;
  }

  private static Rules guards(String guard) {
    return by(d ->
        flows(
            d,
            flow ->
                flow instanceof Flow.FanOut f
                    ? new Flow.FanOut(
                        f.each(), f.parallel(), f.join(), f.drops(), guarded(f.body(), guard))
                    : flow));
  }

  /** The outermost groups are others. */
  private static Definition flows(Definition d, UnaryOperator<Flow> other) {
    List<Step> steps = new ArrayList<>();
    for (Step s : d.steps()) {
      Flow flow = s.flow();
      steps.add(
          flow == null
              ? s
              : Step.group(s.name(), s.after(), null, other.apply(flow)).guarded(s.when()));
    }
    return Rewritten.steps(d, steps);
  }
}
