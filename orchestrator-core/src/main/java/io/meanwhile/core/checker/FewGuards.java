package io.meanwhile.core.checker;

import io.meanwhile.core.decider.Guards;
import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Guards as the checker looks at them. One that reads results holds while they are the first; what
 * else it reads, also of a group as a whole, is a bit of the saga's input, and both are looked at.
 * One that reads its item has a bit for the first branch and one for the others.
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

  /** In how many ways guards may hold that read more than results. */
  static int ways(Definition definition) {
    int[] bits = {0};
    each(definition, (place, when) -> bits[0] += bits(definition, place, when));
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
    Set<String> others = new HashSet<>(when.variablesRead());
    others.remove("steps");
    boolean groups = when.stepsRead().stream().anyMatch(name -> isGroup(definition, place, name));
    boolean item = others.contains("item") || others.contains("index");
    return item ? 2 : groups || !others.isEmpty() ? 1 : 0;
  }

  /** The result of a loop is that of its last round, and looked at like any other. */
  private static boolean isGroup(Definition definition, String place, String name) {
    String seen = Guards.seen(definition, place, name);
    Flow flow = definition.has(seen) ? definition.step(seen).flow() : null;
    return flow != null && !(flow instanceof Flow.Loop);
  }

  /** The guard of the step at that place; each is asked for once, in the order of the steps. */
  @Nullable Expression next(@Nullable Expression when, String place) {
    if (when == null || when.variablesRead().isEmpty()) {
      return when;
    }
    List<String> terms = new ArrayList<>();
    int own = bits(definition, place, when);
    if (own == 1) {
      terms.add(holds(bits[0]));
    } else if (own == 2) {
      terms.add("(index == 0 ? " + holds(bits[0]) + " : " + holds(bits[0] + 1) + ")");
    }
    bits[0] += own;
    for (String name : new TreeSet<>(when.stepsRead())) {
      if (!isGroup(definition, place, name)) {
        terms.add(asFirst(name));
      }
    }
    return Expression.compile(String.join(" && ", terms));
  }

  private static String holds(int bit) {
    return "((input / " + (1L << bit % MOST) + ") % 2 == 0)";
  }

  static String asFirst(String step) {
    return "steps['" + step + "'].result == '" + Outside.text(Outside.FIRST) + "'";
  }
}
