package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;

/** The point of no return: not reached, in flight, or passed. */
public enum Pivot {
  AHEAD,
  IN_FLIGHT,
  PASSED;

  /**
   * Where the saga is, seen from its pivots; a saga that was COMPLETED once counts as past them.
   */
  public static Pivot of(Definition definition, Saga saga) {
    return saga.completedOnce() ? PASSED : ofItsOwn(definition, saga);
  }

  /** To the one that started it an end is no pivot: only pivots of its own count. */
  static Pivot ofItsOwn(Definition definition, Saga saga) {
    boolean inFlight = false;
    for (Step step : definition.steps()) {
      if (step.pivot() && isPassed(saga, step.name())) {
        return PASSED;
      }
      Effect effect = step.pivot() ? saga.action(step.name()) : null;
      inFlight |= effect != null && effect.rung() != Rung.VOID && effect.rung() != Rung.SKIPPED;
    }
    return inFlight ? IN_FLIGHT : AHEAD;
  }

  /** True for a saga that nobody can take back any more, not even the one that started it. */
  public static boolean hasPassedItsOwn(Definition definition, Saga saga) {
    return ofItsOwn(definition.in(saga), saga) == PASSED;
  }

  /**
   * Once it was final there is no way back, also when it is said to be undone since. Nor is there
   * one past a pivot that somebody took as it was, while it may stand.
   */
  private static boolean isPassed(Saga saga, String place) {
    return saga.actions(place).stream()
        .anyMatch(
            pivot -> pivot.finalOnce() || (pivot.goneWithout() && pivot.stands() != Stands.NO));
  }
}
