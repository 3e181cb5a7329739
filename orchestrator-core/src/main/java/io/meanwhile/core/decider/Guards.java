package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guards: asked when the step could begin, and asked again while it is skipped, since what they
 * read may change.
 */
public final class Guards {
  private Guards() {}

  /** Whose results the step's guard reads, by name; empty when it has no guard. */
  public static List<String> reads(Step step) {
    Expression guard = step.when();
    return guard == null ? List.of() : guard.stepsRead().stream().sorted().toList();
  }

  /** At which level a guard's step wants to see what it reads. */
  public static Level levelOf(Step step, String read) {
    return step.after().getOrDefault(read, Level.CONFIRMED);
  }

  /**
   * Asks the guard of every step that could begin. One that is false skips its step, whereupon
   * others may be able to begin; one that cannot be computed parks before anything begins.
   *
   * @return the steps that may begin now
   */
  static Set<String> ask(Turn turn) {
    List<Step> guarded = turn.definition.guarded();
    if (guarded.isEmpty()) {
      return Set.of();
    }
    Set<String> let = new HashSet<>();
    boolean skipped = true;
    while (skipped) {
      skipped = false;
      for (Step step : guarded) {
        if (!let.contains(step.name()) && Forward.couldBegin(turn, step)) {
          skipped |= !isTrue(turn, step, let);
        }
      }
    }
    return let;
  }

  /** False when the step was skipped. */
  private static boolean isTrue(Turn turn, Step step, Set<String> let) {
    try {
      if (!guard(step).holds(DataScope.of(turn.definition, turn.saga()))) {
        skip(
            turn,
            step,
            Forward.reliesOn(turn, step.name(), step),
            "Its guard is false: " + guard(step));
        return false;
      }
    } catch (ExpressionException failed) {
      String why =
          "The guard of step " + step.name() + " cannot be computed: " + failed.getMessage();
      turn.diverged(
          null, DivergenceKind.EXPRESSION, "true or false for " + step.name(), why, Reaction.PARK);
      Parking.open(turn, step.name(), DivergenceKind.EXPRESSION, why);
      return true;
    }
    List<EffectKey> begun = begunWithout(turn.saga(), EffectKey.action(step.name(), 1));
    if (begun.isEmpty()) {
      let.add(step.name());
    } else {
      tooLate(turn, step, begun);
    }
    return true;
  }

  private static Expression guard(Step step) {
    return Objects.requireNonNull(step.when());
  }

  static void skip(Turn turn, Step step, List<EffectKey> reliesOn, String why) {
    EffectKey key = EffectKey.action(step.name(), 1);
    turn.emit(new SagaEvent.StepSkipped(turn.at, key, step.action().to(), reliesOn, why));
  }

  /** Actions that began because this step was skipped, and that count. */
  private static List<EffectKey> begunWithout(Saga saga, EffectKey skipped) {
    return saga.all().stream()
        .filter(effect -> effect.wanted() && effect.stands() != Stands.NO)
        .filter(effect -> effect.reliedOn().contains(skipped))
        .map(Effect::key)
        .toList();
  }

  /**
   * What relied on the skip relied on something that is not so any more: for them it is a revert,
   * and nothing brings the skip back.
   */
  private static void tooLate(Turn turn, Step step, List<EffectKey> begun) {
    DivergenceKind kind = DivergenceKind.REVERTED;
    String why =
        "The guard of step " + step.name() + " is true now, but without it there began: " + begun;
    boolean after = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    Reaction reaction = after ? Reaction.PARK : Reaction.COMPENSATE;
    turn.diverged(null, kind, step.name() + " stays skipped", why, reaction);
    if (after) {
      Parking.open(turn, step.name(), kind, why);
    } else {
      Backward.wish(turn, why, null, kind);
    }
  }

  /** An operator lets a step begin that others did not wait for, or leaves it out for good. */
  static void answered(Turn turn, String place, Choice choice, String why) {
    Step step = turn.definition.step(place);
    if (choice == Choice.RETRY) {
      Forward.request(turn, place, step, 1, turn.at);
    } else if (choice == Choice.ACCEPT) {
      skip(turn, step, List.of(), why);
    }
  }

  /** Why some skip no longer holds; null when all do. */
  static @Nullable String changed(Turn turn) {
    for (Effect effect : turn.saga().all()) {
      String why = asks(effect) ? changed(turn, effect) : null;
      if (why != null) {
        return effect.key() + " was skipped. " + why;
      }
    }
    return null;
  }

  private static boolean asks(Effect effect) {
    return effect.rung() == Rung.SKIPPED && !effect.reliedOn().isEmpty();
  }

  /** Lifts every skip that was read from something that is not so any more. */
  static void lift(Turn turn) {
    for (Effect effect : List.copyOf(turn.saga().all())) {
      String why = asks(effect) ? changed(turn, effect) : null;
      if (why != null) {
        turn.emit(new SagaEvent.SkipLifted(turn.at, effect.key(), why));
      }
    }
  }

  /** Why a skip no longer holds; null when it does, or while that is an operator's to say. */
  private static @Nullable String changed(Turn turn, Effect skipped) {
    if (skipped.givenUp()) {
      return "What it relied on was given up.";
    }
    if (skipped.key().isMember()) {
      return null; // by an operator
    }
    if (!Goals.needsAll(turn.definition) && Goals.met(turn.definition, turn.saga())) {
      return null; // nothing more begins, whatever a guard says
    }
    Step step = turn.step(skipped.key());
    if (step.when() == null) {
      return "The goal is no longer met.";
    }
    for (String place : reads(step)) {
      Effect read = turn.saga().action(place);
      if (read == null || !standsAsRead(skipped, read, levelOf(step, place))) {
        return "Its guard read " + place + ", which no longer stands as it did.";
      }
      if (Forward.inQuestion(turn, read.key())) {
        return null;
      }
    }
    try {
      boolean holds = guard(step).holds(DataScope.of(turn.definition, turn.saga()));
      return holds ? "Its guard is true now: " + guard(step) : null;
    } catch (ExpressionException failed) {
      return "Its guard cannot be computed any more: " + failed.getMessage();
    }
  }

  private static boolean standsAsRead(Effect skipped, Effect read, Level level) {
    return skipped.reliedOn().contains(read.key()) && read.satisfies(level);
  }
}
