package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls that several observers decide about, and what these say. */
final class Observers {
  static final List<String> THREE = List.of("a", "b", "c");

  private Observers() {}

  /** Two of three, each believed at its reply. */
  static Finality twoOfThree() {
    return new Finality.Quorum(2, THREE, null, new Finality.Reply());
  }

  static Finality twoOfThree(int confirmations) {
    return new Finality.Quorum(2, THREE, null, new Finality.Depth(confirmations));
  }

  static Finality twoOfThreeWithin(String agree) {
    return new Finality.Quorum(2, THREE, Expression.comparing(agree), new Finality.Reply());
  }

  static Finality after(String time) {
    return new Finality.Time(Duration.parse(time));
  }

  /** It says so now, and names no time of its own. */
  static Function<Instant, SagaCommand> says(String observer, String effect, Report report) {
    return says(observer, effect, report, null, null);
  }

  static Function<Instant, SagaCommand> says(
      String observer,
      String effect,
      Report report,
      @Nullable Integer depth,
      @Nullable Object result) {
    return at ->
        new SagaCommand.Observe(at, said(at, observer, effect, report, depth, result), null);
  }

  /** It says now what it saw then, by its own clock. */
  static Function<Instant, SagaCommand> saw(
      Instant then, String observer, String effect, Report report, @Nullable Integer depth) {
    return at ->
        new SagaCommand.Observe(at, said(then, observer, effect, report, depth, null), null);
  }

  static Observation said(
      Instant seen,
      String observer,
      String effect,
      Report report,
      @Nullable Integer depth,
      @Nullable Object result) {
    String id = report + "@" + seen.toEpochMilli() + "/" + depth;
    EffectKey key = EffectKey.parse(effect);
    return new Observation(key, observer, id, report, depth, result, null, null, null, seen);
  }
}
