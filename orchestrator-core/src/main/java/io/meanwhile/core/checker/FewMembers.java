package io.meanwhile.core.checker;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Groups as the checker looks at them: a fan-out of two items, or of three where some may be lost;
 * a loop of two rounds, each of which may be the last; groups of steps as they are.
 */
final class FewMembers {
  private static final int ROUNDS = 2;
  private static final Expression TWO = Expression.compile("[1, 2]");
  private static final Expression THREE = Expression.compile("[1, 2, 3]");
  private static final Expression IS_OVER =
      Expression.compile("result == '" + Outside.text(Outside.FIRST) + "'");

  private FewMembers() {}

  /** The same step with few members, and the calls of them as the checker wants to see them. */
  static Step of(Step step, UnaryOperator<Call> call) {
    Flow flow =
        switch (step.flow()) {
          case null -> null;
          case Flow.FanOut fanOut -> fanOut(fanOut, call);
          case Flow.Group group ->
              new Flow.Group(
                  group.steps().stream().map(inner -> of(inner, call)).toList(),
                  group.join(),
                  group.drops());
          case Flow.Proposing proposing -> Offers.few(proposing, call);
          case Flow.Loop loop ->
              new Flow.Loop(
                  IS_OVER, Math.min(loop.max(), ROUNDS), Duration.ZERO, of(loop.body(), call));
        };
    return new Step(
        step.name(),
        step.after(),
        flow == null ? call.apply(step.action()) : step.action(),
        step.undo() == null ? null : call.apply(step.undo()),
        step.pivot(),
        step.irreversible(),
        null,
        step.undoing(),
        flow);
  }

  private static Flow fanOut(Flow.FanOut fanOut, UnaryOperator<Call> call) {
    boolean some = fanOut.join() instanceof Join.AtLeast least && least.count() > 1;
    boolean part = fanOut.join() instanceof Join.Ratio ratio && ratio.part() < 1;
    Join join = some ? new Join.AtLeast(2) : part ? new Join.AtLeast(2) : fanOut.join();
    return new Flow.FanOut(
        some || part ? THREE : TWO,
        fanOut.parallel(),
        join,
        fanOut.drops(),
        of(fanOut.body(), call));
  }

  /** Loops read the results of their rounds, which may therefore come with one or the other. */
  static void addLoops(Step step, Set<String> into) {
    switch (step.flow()) {
      case null -> {}
      case Flow.Proposing _ -> {} // what it may say is looked at by itself
      case Flow.Loop _ -> into.add(step.name());
      case Flow.FanOut fanOut -> inner(step, fanOut.body(), into);
      case Flow.Group group -> group.steps().forEach(inner -> inner(step, inner, into));
    }
  }

  /** Steps are told apart by the outermost name. */
  private static void inner(Step outer, Step inner, Set<String> into) {
    Set<String> within = new HashSet<>();
    addLoops(inner, within);
    if (!within.isEmpty()) {
      into.add(outer.name());
    }
  }
}
