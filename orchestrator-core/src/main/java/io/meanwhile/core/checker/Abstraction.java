package io.meanwhile.core.checker;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The definition with its data taken out and its counts bounded: inputs and results say nothing, an
 * expectation is met or broken as the checker wants to see it.
 */
final class Abstraction {
  private static final Expression AS_EXPECTED =
      Expression.compile("result != '" + Outside.UNEXPECTED + "'");

  private Abstraction() {}

  static Definition of(Definition definition) {
    FewGuards guards = new FewGuards(definition);
    FewMembers few = new FewMembers(guards, Abstraction::call);
    List<Step> steps = definition.steps().stream().map(step -> few.of(step, step.name())).toList();
    return new Definition(
            definition.ref(),
            null,
            null,
            Map.of(),
            definition.deadline(),
            steps,
            goal(definition, guards),
            null,
            reactions(definition.onDivergence()))
        .proposing(Offers.places(steps));
  }

  /** In how many ways what reads the input may hold, whatever the results are. */
  static int guards(Definition definition) {
    return FewGuards.ways(definition);
  }

  /** Which sagas are looked at: for each way of the guards both ways of a goal. */
  static int inputs(Definition definition) {
    Goal goal = definition.complete().goal();
    boolean both = goal instanceof Goal.Holds(Expression it) && it.stepsRead().size() > 1;
    return both ? 2 * guards(definition) : guards(definition);
  }

  /** An expression wants all that it reads as expected, or any of it. */
  private static Completion goal(Definition definition, FewGuards guards) {
    Completion complete = definition.complete();
    if (!(complete.goal() instanceof Goal.Holds holds)) {
      return complete;
    }
    List<String> terms = guards.goal(holds.expression());
    String all = String.join(" && ", terms);
    String any = String.join(" || ", terms);
    String wanted = "(input / " + guards(definition) + ") % 2 == 0 ? (" + all + ") : (" + any + ")";
    return new Completion(new Goal.Holds(Expression.compile(wanted)), complete.level());
  }

  /** The steps whose results guards, or the goal, read: they may come with one or the other. */
  static Set<String> read(Definition definition) {
    Set<String> read = new TreeSet<>(FewGuards.read(definition));
    if (definition.complete().goal() instanceof Goal.Holds holds) {
      read.addAll(holds.expression().stepsRead());
    }
    definition.steps().forEach(step -> FewMembers.addLoops(step, read));
    return read;
  }

  private static Call call(Call call) {
    int attempts = Math.min(call.retry().attempts(), Bounds.ATTEMPTS);
    return new Call(
        call.to(),
        null,
        call.answer(),
        call.deadline(),
        new Retry(attempts, Duration.ZERO, 1, Duration.ZERO, 0),
        finality(call, call.confirm()),
        expectation(call),
        call.probe(),
        call.grace(),
        call.validFor(),
        call.remembers() == null ? null : call.answer().plus(Bounds.REMEMBERED),
        null,
        reactions(call.onDivergence()));
  }

  /** Each as often as is looked at; how long makes no difference. */
  static Map<DivergenceKind, List<Measure>> reactions(Map<DivergenceKind, List<Measure>> lists) {
    Map<DivergenceKind, List<Measure>> bounded = new EnumMap<>(DivergenceKind.class);
    lists.forEach(
        (kind, list) -> bounded.put(kind, list.stream().map(Abstraction::measure).toList()));
    return bounded;
  }

  private static Measure measure(Measure measure) {
    boolean wait = measure.reaction() == Reaction.WAIT;
    int times = Math.min(measure.times(), Bounds.ATTEMPTS);
    return new Measure(measure.reaction(), times, wait ? measure.within() : null);
  }

  private static Finality finality(Call call, Finality finality) {
    return switch (finality) {
      case Finality.Reply reply -> reply;
      case Finality.Time _ -> new Finality.Depth(Bounds.DEPTH); // confirmed first, final later
      case Finality.Quorum quorum -> Observers.few(quorum, call, finality(call, quorum.each()));
      case Finality.Depth depth ->
          new Finality.Depth(Math.min(depth.confirmations(), Bounds.DEPTH));
    };
  }

  /** One that reads nothing says the same every time, and is kept. A shape is met or broken. */
  private static @Nullable Expression expectation(Call call) {
    Expression expect = call.expect();
    boolean same = call.returns() == null && expect != null && expect.variablesRead().isEmpty();
    return same || !call.expects() ? expect : AS_EXPECTED;
  }
}
