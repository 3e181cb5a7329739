package io.meanwhile.core.simulation;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes some steps of a definition groups, from a seed: fan-outs, races, loops, and both. */
final class RandomGroups {
  private static final int ITEMS = 3;
  private static final int ROUNDS = 3;
  private static final Expression LIST = Expression.compile("[1, 2, 3]");

  private RandomGroups() {}

  static Definition in(Random random, Definition d) {
    List<Step> steps = new ArrayList<>();
    for (Step step : d.steps()) {
      steps.add(!step.pivot() && random.nextInt(5) < 2 ? group(random, step) : step);
    }
    return new Definition(
        d.ref(),
        d.title(),
        d.input(),
        d.attributes(),
        d.deadline(),
        steps,
        d.complete(),
        d.result(),
        d.onDivergence());
  }

  private static Step group(Random random, Step step) {
    Step body = renamed(step, step.name(), Map.of());
    Duration deadline =
        random.nextInt(3) == 0 ? Duration.ofSeconds(20 + random.nextInt(100)) : null;
    int kind = random.nextInt(4);
    Flow flow =
        switch (kind) {
          case 0 -> fanOut(random, body);
          case 1 -> new Flow.Loop(over(random), ROUNDS, Duration.ofSeconds(2), body);
          case 2 -> steps(random, body);
          default -> {
            Step branch = Step.group(step.name(), Map.of(), deadline, steps(random, body));
            yield fanOut(random, branch.reacting(reactions(random, deadline != null)));
          }
        };
    Duration own = kind == 2 ? deadline : null;
    return Step.group(step.name(), step.after(), own, flow)
        .reacting(reactions(random, own != null));
  }

  /** The results of rounds are their numbers. */
  private static Expression over(Random random) {
    return Expression.compile("result >= " + (1 + random.nextInt(ROUNDS + 1)));
  }

  private static Flow fanOut(Random random, Step body) {
    Step guarded = random.nextInt(3) == 0 ? guarded(body, "index != 1") : body;
    return new Flow.FanOut(
        LIST, 1 + random.nextInt(ITEMS), join(random, ITEMS), random.nextBoolean(), guarded);
  }

  private static Flow steps(Random random, Step body) {
    Level level = random.nextInt(4) == 0 ? Level.CONFIRMED : Level.FINAL;
    Step b = renamed(body, "b", random.nextBoolean() ? Map.of("a", level) : Map.of());
    Step c = renamed(body, "c", random.nextBoolean() ? Map.of("b", level) : Map.of());
    List<Step> all =
        List.of(renamed(body, "a", Map.of()), random.nextInt(4) == 0 ? guarded(b, "1 > 2") : b, c);
    return new Flow.Group(all, join(random, all.size()), random.nextBoolean());
  }

  private static Join join(Random random, int members) {
    int count = 1 + random.nextInt(members);
    return switch (random.nextInt(4)) {
      case 0, 1 -> new Join.All();
      case 2 -> new Join.AtLeast(count);
      default -> new Join.Ratio((double) count / members);
    };
  }

  private static Map<DivergenceKind, List<Measure>> reactions(Random random, boolean deadline) {
    Map<DivergenceKind, List<Measure>> lists = new EnumMap<>(DivergenceKind.class);
    if (random.nextInt(3) == 0) {
      lists.put(DivergenceKind.UNMET, list(random, List.of()));
    }
    if (deadline && random.nextInt(2) == 0) {
      Measure more = Measure.wait(Duration.ofSeconds(20));
      lists.put(DivergenceKind.OVERDUE, list(random, List.of(more)));
    }
    return lists;
  }

  private static List<Measure> list(Random random, List<Measure> first) {
    List<Measure> list = new ArrayList<>(first);
    if (random.nextBoolean()) {
      list.add(Measure.times(Reaction.REDO, 1));
    }
    Reaction[] last = {Reaction.UNDO, Reaction.COMPENSATE, Reaction.CONTINUE, Reaction.PARK};
    list.add(Measure.once(last[random.nextInt(last.length)]));
    return list;
  }

  private static Step guarded(Step step, String when) {
    return step.guarded(Expression.compile(when));
  }

  private static Step renamed(Step s, String name, Map<String, Level> after) {
    return new Step(
        name, after, s.action(), s.undo(), false, s.irreversible(), s.when(), s.undoing());
  }

  /** The members that the step may have, by segment; none where it is no group. */
  static Map<String, Step> members(Step step) {
    Map<String, Step> members = new LinkedHashMap<>();
    switch (step.flow()) {
      case null -> {}
      case Flow.FanOut fanOut -> {
        for (int i = 0; i < ITEMS; i++) {
          members.put(String.valueOf(i), fanOut.body());
        }
      }
      case Flow.Proposing one -> members.put(Flow.Proposing.BODY, one.body());
      case Flow.Group group -> group.steps().forEach(one -> members.put(one.name(), one));
      case Flow.Loop loop -> {
        for (int i = 1; i <= ROUNDS; i++) {
          members.put(String.valueOf(i), loop.body());
        }
      }
    }
    return members;
  }

  /** What a participant says that it brought: of a round its number, else nothing. */
  static @Nullable Object result(Definition definition, EffectKey key) {
    int dot = key.place().lastIndexOf('.');
    boolean round =
        dot > 0
            && key.isAction()
            && definition.step(key.place().substring(0, dot)).flow() instanceof Flow.Loop;
    return round ? Long.valueOf(key.segment()) : null;
  }
}
