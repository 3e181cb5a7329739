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

  private final FewGuards guards;
  private final UnaryOperator<Call> call;

  /**
   * @param call a call as the checker wants to see it
   */
  FewMembers(FewGuards guards, UnaryOperator<Call> call) {
    this.guards = guards;
    this.call = call;
  }

  /** The same step with few members, and calls and guards as the checker wants to see them. */
  Step of(Step step, String place) {
    Expression when = guards.next(step.when(), place);
    Flow flow =
        switch (step.flow()) {
          case null -> null;
          case Flow.FanOut fanOut -> fanOut(fanOut, place);
          case Flow.Group group ->
              new Flow.Group(
                  group.steps().stream()
                      .map(inner -> of(inner, place + "." + inner.name()))
                      .toList(),
                  group.join(),
                  group.drops());
          case Flow.Proposing proposing -> Offers.few(proposing, this, place);
          case Flow.Loop loop ->
              new Flow.Loop(
                  IS_OVER,
                  Math.min(loop.max(), ROUNDS),
                  Duration.ZERO,
                  of(loop.body(), place + ".1"));
        };
    Call action =
        flow == null
            ? call.apply(step.action())
            : step.action().reacting(Abstraction.reactions(step.action().onDivergence()));
    return new Step(
        step.name(),
        step.after(),
        action,
        step.undo() == null ? null : call.apply(step.undo()),
        step.pivot(),
        step.irreversible(),
        when,
        step.undoing(),
        flow);
  }

  private Flow fanOut(Flow.FanOut fanOut, String place) {
    boolean some = fanOut.join() instanceof Join.AtLeast least && least.count() > 1;
    boolean part = fanOut.join() instanceof Join.Ratio ratio && ratio.part() < 1;
    Join join = some ? new Join.AtLeast(2) : part ? new Join.AtLeast(2) : fanOut.join();
    return new Flow.FanOut(
        some || part ? THREE : TWO,
        fanOut.parallel(),
        join,
        fanOut.drops(),
        of(fanOut.body(), place + ".0"));
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
