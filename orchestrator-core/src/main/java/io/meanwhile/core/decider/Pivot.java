package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import org.jspecify.annotations.Nullable;

/** The point of no return: not reached, in flight, or passed. */
public enum Pivot {
  AHEAD,
  IN_FLIGHT,
  PASSED;

  /**
   * Where the saga is, seen from its pivots; a saga that was COMPLETED once counts as past them.
   */
  public static Pivot of(Definition definition, Saga saga) {
    boolean inFlight = false;
    for (Step step : definition.steps()) {
      Effect effect = step.pivot() ? saga.action(step.name()) : null;
      if (isPassed(effect)) {
        return PASSED;
      }
      inFlight |= effect != null && effect.rung() != Rung.VOID;
    }
    if (saga.completedOnce()) {
      return PASSED;
    }
    return inFlight ? IN_FLIGHT : AHEAD;
  }

  private static boolean isPassed(@Nullable Effect effect) {
    return effect != null && effect.wanted() && effect.rung().satisfies(Level.FINAL);
  }
}
