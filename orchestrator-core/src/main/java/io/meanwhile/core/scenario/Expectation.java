package io.meanwhile.core.scenario;

import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing that a scenario expects. Effects are named as {@link EffectName} says. */
public sealed interface Expectation {

  /**
   * An effect was on this rung, at some time.
   *
   * @param with what the participant was asked with; null for anything
   * @param within so long after the start at the latest; null for any time
   */
  record Reaches(EffectName effect, Rung rung, @Nullable Object with, @Nullable Duration within)
      implements Expectation {
    public Reaches {
      with = Json.copy(with);
    }

    /** The same, asked for with exactly this input. */
    public Reaches with(Object input) {
      return new Reaches(effect, rung, input, within);
    }

    /** The same, so long after the start at the latest. */
    public Reaches within(Duration time) {
      return new Reaches(effect, rung, with, time);
    }
  }

  /** An effect was never asked for. */
  record Never(EffectName effect) implements Expectation {}

  /** These effects were asked for one after the other. */
  record InOrder(List<EffectName> effects) implements Expectation {
    public InOrder {
      effects = List.copyOf(effects);
    }
  }

  /** The saga's status in the end. */
  record Status(SagaStatus status) implements Expectation {}

  /** The steps that are losses in the end, in any order. */
  record Losses(List<String> steps) implements Expectation {
    public Losses {
      steps = List.copyOf(steps);
    }
  }

  /** The saga's result in the end. */
  record Result(@Nullable Object value) implements Expectation {
    public Result {
      value = Json.copy(value);
    }
  }

  /** In the end an operator is asked about this step, or about the saga when it is null. */
  record Parked(@Nullable String step) implements Expectation {}

  /** Something departed from what was expected; about any step when that is null. */
  record Diverges(DivergenceKind kind, @Nullable String step) implements Expectation {}

  /** An act is refused with this code. */
  record Refused(String code) implements Expectation {}

  static Reaches reaches(String effect, Rung rung) {
    return new Reaches(new EffectName(effect), rung, null, null);
  }

  static Never never(String effect) {
    return new Never(new EffectName(effect));
  }

  static InOrder inOrder(String... effects) {
    return new InOrder(Arrays.stream(effects).map(EffectName::new).toList());
  }

  static Status status(SagaStatus status) {
    return new Status(status);
  }

  static Losses losses(String... steps) {
    return new Losses(List.of(steps));
  }

  static Result result(@Nullable Object value) {
    return new Result(value);
  }

  static Parked parked(String step) {
    return new Parked(step);
  }

  static Diverges diverges(DivergenceKind kind, String step) {
    return new Diverges(kind, step);
  }

  /** The places of the steps that it names, once for each time. */
  default List<String> places() {
    return switch (this) {
      case Reaches it -> List.of(it.effect().place());
      case Never it -> List.of(it.effect().place());
      case InOrder it -> it.effects().stream().map(EffectName::place).toList();
      case Losses it -> it.steps();
      case Parked(String step) -> step == null ? List.of() : List.of(step);
      case Diverges(DivergenceKind _, String step) -> step == null ? List.of() : List.of(step);
      case Status _, Result _, Refused _ -> List.of();
    };
  }

  /** In words. */
  default String told() {
    return switch (this) {
      case Reaches it ->
          it.effect()
              + " is "
              + Trace.word(it.rung())
              + (it.with() == null ? "" : ", asked with " + it.with())
              + (it.within() == null ? "" : ", within " + it.within());
      case Never it -> it.effect() + " is never asked for";
      case InOrder it ->
          it.effects().stream().map(EffectName::text).collect(Collectors.joining(", then "));
      case Status it -> "the saga is " + it.status();
      case Losses it -> "losses are " + it.steps();
      case Result it -> "the result is " + it.value();
      case Parked it -> "it is parked about " + about(it.step());
      case Diverges it ->
          "divergence " + Trace.word(it.kind()) + (it.step() == null ? "" : " about " + it.step());
      case Refused it -> "an act is refused as " + it.code();
    };
  }

  private static String about(@Nullable String step) {
    return step == null ? "the saga" : step;
  }
}
