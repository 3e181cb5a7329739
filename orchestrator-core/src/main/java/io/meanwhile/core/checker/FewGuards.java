package io.meanwhile.core.checker;

import io.meanwhile.core.decider.Guards;
import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Guards, and goals that are expressions, as the checker looks at them. A guard that reads results
 * holds while they are as it wants, see {@link FewResults}; what else it reads is a bit of the
 * saga's input, and both are looked at. One that reads its item has a bit for the first branch and
 * one for the others. A goal has at most one bit, after all guards.
 */
final class FewGuards {
  /** More guards share the bits of the first ones. */
  private static final int MOST = 6;

  private final Definition definition;

  /** How many are used so far. */
  private final int[] bits = {0};

  FewGuards(Definition definition) {
    this.definition = definition;
  }

  /** In how many ways guards, and the goal, may hold that read more than results. */
  static int ways(Definition definition) {
    int[] bits = {0};
    each(definition, (place, when) -> bits[0] += bits(definition, place, when));
    if (definition.complete().goal() instanceof Goal.Holds(Expression goal)) {
      bits[0] += goal.stepsRead().stream().anyMatch(name -> needsBit(definition, "", name)) ? 1 : 0;
    }
    return 1 << Math.min(bits[0], MOST);
  }

  /** The steps whose results guards read, told apart by the outermost name. */
  static Set<String> read(Definition definition) {
    Set<String> read = new TreeSet<>();
    each(
        definition,
        (place, when) -> {
          for (String name : when.stepsRead()) {
            String seen = Guards.seen(definition, place, name);
            read.add(seen.indexOf('.') < 0 ? seen : seen.substring(0, seen.indexOf('.')));
          }
        });
    return read;
  }

  private static void each(Definition definition, BiConsumer<String, Expression> guard) {
    definition.steps().forEach(step -> each(step, step.name(), guard));
  }

  private static void each(Step step, String place, BiConsumer<String, Expression> guard) {
    if (step.when() != null) {
      guard.accept(place, step.when());
    }
    switch (step.flow()) {
      case null -> {}
      case Flow.FanOut fanOut -> each(fanOut.body(), place + ".0", guard);
      case Flow.Group group ->
          group.steps().forEach(inner -> each(inner, place + "." + inner.name(), guard));
      case Flow.Loop loop -> each(loop.body(), place + ".1", guard);
      case Flow.Proposing proposing ->
          each(proposing.body(), place + "." + Flow.Proposing.BODY, guard);
    }
  }

  private static int bits(Definition definition, String place, Expression when) {
    Set<String> others = others(when);
    boolean turns = when.stepsRead().stream().anyMatch(n -> needsBit(definition, place, n));
    boolean item = others.contains("item") || others.contains("index");
    return item ? 2 : turns || !others.isEmpty() ? 1 : 0;
  }

  /** What it reads beside the results of steps that it names. */
  private static Set<String> others(Expression when) {
    Set<String> others = new HashSet<>(when.variablesRead());
    if (!when.stepsRead().isEmpty()) {
      others.remove("steps");
    }
    return others;
  }

  private static boolean needsBit(Definition definition, String place, String name) {
    return FewResults.needsBit(seen(definition, place, name));
  }

  private static @Nullable Step seen(Definition definition, String place, String name) {
    String seen = Guards.seen(definition, place, name);
    return definition.has(seen) ? definition.step(seen) : null;
  }

  /** The guard of the step at that place; each is asked for once, in the order of the steps. */
  @Nullable Expression next(@Nullable Expression when, String place) {
    if (when == null || when.variablesRead().isEmpty()) {
      return when;
    }
    int own = bits(definition, place, when);
    String bit = holds(bits[0]);
    String holds = own < 2 ? bit : "(index == 0 ? " + bit + " : " + holds(bits[0] + 1) + ")";
    bits[0] += own;
    List<String> terms = new ArrayList<>();
    if (!others(when).isEmpty()) {
      terms.add(holds);
    }
    for (String name : new TreeSet<>(when.stepsRead())) {
      terms.add(FewResults.asWanted(seen(definition, place, name), name, holds));
    }
    return Expression.compile(String.join(" && ", terms));
  }

  /** What the goal wants of each result that it reads; it is asked for last. */
  List<String> goal(Expression goal) {
    List<String> terms = new ArrayList<>();
    for (String name : new TreeSet<>(goal.stepsRead())) {
      terms.add(FewResults.asWanted(seen(definition, "", name), name, holds(bits[0])));
    }
    return terms;
  }

  private static String holds(int bit) {
    return "((input / " + (1L << bit % MOST) + ") % 2 == 0)";
  }
}
