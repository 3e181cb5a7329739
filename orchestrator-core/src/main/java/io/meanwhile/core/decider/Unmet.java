package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import org.jspecify.annotations.Nullable;

/** Nothing in flight, nothing can begin, no goal: the saga would wait for ever. */
final class Unmet {
  private static final DivergenceKind KIND = DivergenceKind.UNMET;

  private Unmet() {}

  /** Looks only where a step was given up for good: nothing else stops a saga going forward. */
  static void check(Turn turn) {
    Effect lost = turn.saga().parked() || turn.saga().held() != null ? null : lost(turn);
    if (lost == null || turn.saga().ended() != null || anythingInFlight(turn)) {
      return;
    }
    boolean after = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    String why = lost.key() + " was given up, and the goal cannot be met without it.";
    turn.diverged(
        lost.key(), KIND, "the goal can be met", why, after ? Reaction.PARK : Reaction.COMPENSATE);
    if (after) {
      Parking.about(turn, lost.key(), KIND, why);
    } else {
      Backward.wish(turn, why, lost.key(), KIND);
    }
  }

  private static @Nullable Effect lost(Turn turn) {
    for (Step step : turn.definition.steps()) {
      Effect newest = turn.saga().action(step.name());
      if (newest != null && newest.givenUp() && !newest.goneWithout()) {
        return newest;
      }
    }
    return null;
  }

  private static boolean anythingInFlight(Turn turn) {
    for (Effect effect : turn.saga().all()) {
      boolean settled =
          effect.rung() == Rung.FINAL || effect.stands() == Stands.NO || effect.loss();
      boolean action = effect.key().isAction();
      boolean owed = action && effect.givenUp() && !isSettled(turn, effect);
      if (owed || (!settled && !(action && effect.givenUp()))) {
        return true;
      }
    }
    return false;
  }

  /** What cannot be undone is listed as a loss at the end of this very turn. */
  private static boolean isSettled(Turn turn, Effect action) {
    boolean lost = Owed.irreversible(turn.definition, action) && Owed.known(action);
    return lost || Owed.settled(turn.definition, turn.saga(), action);
  }
}
