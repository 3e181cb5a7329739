package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Locale;

/** What completion means for one saga, and how far it is: rules only, nothing is decided here. */
public final class Goals {
  private Goals() {}

  /** True when the goal is met at this level. Whether the saga has ended is another question. */
  public static boolean met(Definition definition, Saga saga, Level level) {
    return switch (definition.complete().goal()) {
      case Goal.All _ -> all(definition, saga, level);
      case Goal.Any _ -> isReached(definition.stepNames(), 1, saga, level);
      case Goal.AtLeast least -> isReached(least.of(), least.count(), saga, level);
      case Goal.Holds holds -> holds(holds.expression(), definition, saga, level);
    };
  }

  /** The same at the level that the definition asks for. */
  static boolean met(Definition definition, Saga saga) {
    return met(definition, saga, definition.complete().level());
  }

  /** True for a goal that needs every step, as most do. */
  static boolean needsAll(Definition definition) {
    return definition.complete().goal() instanceof Goal.All;
  }

  private static boolean all(Definition definition, Saga saga, Level level) {
    for (Step step : definition.steps()) {
      Effect effect = saga.action(step.name());
      if (effect == null || !effect.satisfies(level)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReached(List<String> members, int count, Saga saga, Level level) {
    int standing = 0;
    for (String member : members) {
      if (standing < count && stands(saga, member, level)) {
        standing++;
      }
    }
    return standing >= count;
  }

  /** Only what stands and is wanted is a winner: a skipped member did not happen. */
  private static boolean stands(Saga saga, String member, Level level) {
    Effect effect = saga.action(member);
    return effect != null && effect.counts(level);
  }

  /** What cannot be computed is not met yet: results that it reads may still come. */
  private static boolean holds(
      Expression expression, Definition definition, Saga saga, Level level) {
    try {
      return expression.holds(DataScope.counting(definition, saga, level));
    } catch (ExpressionException notYet) {
      return false;
    }
  }

  /** The steps whose standing the goal looks at, in the order written. */
  public static List<String> members(Definition definition) {
    return switch (definition.complete().goal()) {
      case Goal.All _ -> definition.stepNames();
      case Goal.Any _ -> definition.stepNames();
      case Goal.AtLeast least -> least.of();
      case Goal.Holds(Expression expression) ->
          definition.stepNames().stream().filter(expression.stepsRead()::contains).toList();
    };
  }

  /** Those members that count already, at this level. */
  public static List<String> satisfiedBy(Definition definition, Saga saga, Level level) {
    boolean skipsCount = needsAll(definition);
    return members(definition).stream()
        .filter(member -> {
          Effect effect = saga.action(member);
          boolean done = effect != null && effect.satisfies(level);
          return done && (skipsCount || stands(saga, member, level));
        })
        .toList();
  }

  /** How many members must count; for an expression it is one thing that must hold. */
  public static int needed(Definition definition) {
    return switch (definition.complete().goal()) {
      case Goal.All _ -> definition.steps().size();
      case Goal.Any _, Goal.Holds _ -> 1;
      case Goal.AtLeast least -> least.count();
    };
  }

  /** The goal in words. */
  public static String rule(Definition definition) {
    String level = definition.complete().level().name().toLowerCase(Locale.ROOT);
    return switch (definition.complete().goal()) {
      case Goal.All _ -> "all steps " + level;
      case Goal.Any _ -> "any step " + level;
      case Goal.AtLeast least ->
          "at least " + least.count() + " of " + String.join(", ", least.of()) + " " + level;
      case Goal.Holds holds -> holds.expression() + ", of what is " + level;
    };
  }

  /**
   * True when what is begun and wanted has come as far as the goal asks for; what fails is given
   * up.
   */
  static boolean keptIsSettled(Definition definition, Saga saga) {
    Level level = definition.complete().level();
    for (Effect effect : saga.restless()) {
      boolean kept = effect.key().isAction() && effect.wanted();
      if (kept && !effect.satisfies(level)) {
        return false;
      }
    }
    return true;
  }
}
