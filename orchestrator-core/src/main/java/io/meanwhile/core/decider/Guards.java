package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
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

  /** Where what the guard of the step at that place reads is: the nearest of that name. */
  public static String seen(Definition definition, String place, String name) {
    for (int dot = place.lastIndexOf('.'); dot > 0; dot = place.lastIndexOf('.', dot - 1)) {
      String beside = place.substring(0, dot + 1) + name;
      if (definition.has(beside)) {
        return beside;
      }
    }
    return definition.place(name);
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
    EffectKey key = EffectKey.action(step.name(), 1);
    if (lets(turn, key, step)) {
      let.add(step.name());
    }
    return turn.saga().effect(key) == null;
  }

  /** True when the action may begin, as far as its guard is concerned; false: it is skipped. */
  static boolean lets(Turn turn, EffectKey key, Step step) {
    if (step.when() == null) {
      return true; // most of them
    }
    String place = key.place();
    try {
      if (!guard(step).holds(DataScope.at(turn.definition, turn.saga(), place))) {
        List<EffectKey> on = Forward.reliesOn(turn, place, step);
        skip(turn, key, step, on, "Its guard is false: " + guard(step));
        return false;
      }
    } catch (ExpressionException failed) {
      String why = "The guard of step " + place + " cannot be computed: " + failed.getMessage();
      Forward.cannotCompute(turn, place, "true or false for " + place, why);
      return false;
    }
    List<EffectKey> begun = begunWithout(turn.saga(), key);
    if (!begun.isEmpty()) {
      tooLate(turn, place, begun);
    }
    return begun.isEmpty();
  }

  private static Expression guard(Step step) {
    return Objects.requireNonNull(step.when());
  }

  static void skip(Turn turn, Step step, List<EffectKey> reliesOn, String why) {
    skip(turn, EffectKey.action(step.name(), 1), step, reliesOn, why);
  }

  static void skip(Turn turn, EffectKey key, Step step, List<EffectKey> reliesOn, String why) {
    turn.emit(new SagaEvent.StepSkipped(turn.at, key, step.action().to(), reliesOn, why));
  }

  /**
   * Actions that began because this step was skipped, and that count; of a member also those that
   * began because its group stood without it.
   */
  private static List<EffectKey> begunWithout(Saga saga, EffectKey skipped) {
    Effect group = saga.around(skipped.place());
    return saga.all().stream()
        .filter(effect -> effect.wanted() && effect.stands() != Stands.NO)
        .filter(effect ->
            effect.reliedOn().contains(skipped)
                || (group != null
                    && effect.reliedOn().contains(group.key())
                    && !group.key().equals(effect.group())))
        .map(Effect::key)
        .toList();
  }

  /**
   * What relied on the skip relied on something that is not so any more: for them it is a revert,
   * and nothing brings the skip back.
   */
  private static void tooLate(Turn turn, String place, List<EffectKey> begun) {
    DivergenceKind kind = DivergenceKind.REVERTED;
    String why =
        "The guard of step " + place + " is true now, but without it there began: " + begun;
    boolean after = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    Reaction reaction = after ? Reaction.PARK : Reaction.COMPENSATE;
    turn.diverged(null, kind, place + " stays skipped", why, reaction);
    if (after) {
      Parking.open(turn, place, kind, why);
    } else {
      Backward.wish(turn, why, null, kind);
    }
  }

  /** An operator lets a step begin that others did not wait for, or leaves it out for good. */
  static void answered(Turn turn, String place, Choice choice, String why) {
    Step step = turn.definition.step(place);
    Effect earlier = turn.saga().action(place);
    EffectKey key = EffectKey.action(place, earlier == null ? 1 : earlier.key().generation() + 1);
    if (choice == Choice.RETRY) {
      Forward.request(turn, place, step, key.generation(), turn.at);
    } else if (choice == Choice.ACCEPT) {
      Effect group = turn.saga().around(place); // by which a member is known
      skip(turn, key, step, group == null ? List.of() : List.of(group.key()), why);
    }
  }

  /** Why some skip no longer holds; null when all do. */
  static @Nullable String changed(Turn turn) {
    for (Effect effect : turn.saga().restless()) {
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
    for (Effect effect : turn.saga().restless()) {
      String why = asks(effect) ? changed(turn, effect) : null;
      if (why != null) {
        turn.emit(new SagaEvent.SkipLifted(turn.at, effect.key(), why));
        Joins.lacking(turn, effect);
      }
    }
  }

  /** Why a skip no longer holds; null when it does, or while that is an operator's to say. */
  private static @Nullable String changed(Turn turn, Effect skipped) {
    if (skipped.givenUp()) {
      return "What it relied on was given up.";
    }
    if (isNeededNoMore(turn, skipped)) {
      return null;
    }
    if (!Goals.needsAll(turn.definition) && Goals.met(turn.definition, turn.saga())) {
      return null; // nothing more begins, whatever a guard says
    }
    Step step = turn.step(skipped.key());
    if (step.when() == null) {
      return Goals.needsAll(turn.definition)
          ? "It has no guard in the version that the saga follows now."
          : "The goal is no longer met.";
    }
    String place = skipped.key().place();
    for (String name : reads(step)) {
      Effect read = turn.saga().action(seen(turn.definition, place, name));
      if (read == null || !standsAsRead(skipped, read, levelOf(step, name))) {
        return "Its guard read " + name + ", which no longer stands as it did.";
      }
      if (Forward.inQuestion(turn, read.key())) {
        return null;
      }
    }
    try {
      boolean holds = guard(step).holds(DataScope.at(turn.definition, turn.saga(), place));
      return holds ? "Its guard is true now: " + guard(step) : null;
    } catch (ExpressionException failed) {
      return "Its guard cannot be computed any more: " + failed.getMessage();
    }
  }

  /** Enough others stand for its group: none of its members begins any more. */
  private static boolean isNeededNoMore(Turn turn, Effect skipped) {
    EffectKey key = skipped.group();
    Effect group = key == null ? null : turn.saga().effect(key);
    return group != null && Joins.isComplete(turn, group) && !Joins.needsAll(turn, group);
  }

  private static boolean standsAsRead(Effect skipped, Effect read, Level level) {
    return skipped.reliedOn().contains(read.key()) && read.satisfies(level);
  }
}
