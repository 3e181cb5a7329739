package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.Objects;

/** New generations of steps whose actions were given up to be done again. */
final class Again {
  private Again() {}

  /** Begins the step anew if what is owed for its old action is settled and it could begin. */
  static void begin(Turn turn, String place, Step step) {
    Effect newest = Objects.requireNonNull(turn.saga().action(place));
    boolean may =
        newest.givenUp()
            && mayBeginAgain(turn, newest)
            && Forward.mayStart(turn, place, step)
            && isOpen(turn, step, newest);
    if (may) {
      boolean refused = newest.rung() == Rung.VOID && !Own.isAwaited(newest.to());
      Instant sendAt = refused ? Diverging.pauseBeforeRedo(turn, newest.key()) : turn.at;
      Forward.request(turn, place, step, newest.key().generation() + 1, sendAt);
    }
  }

  private static boolean mayBeginAgain(Turn turn, Effect newest) {
    return newest.isGroup()
        ? newest.afterwards() == Afterwards.AGAIN && Groups.areSettled(turn, newest)
        : GivingUp.mayBeginAgain(turn.definition, turn.saga(), newest);
  }

  /** What its guard read may have changed since: then the step is left out. */
  private static boolean isOpen(Turn turn, Step step, Effect newest) {
    if (step.when() == null) {
      return true;
    }
    try {
      boolean holds =
          step.when().holds(DataScope.at(turn.definition, turn.saga(), newest.key().place()));
      if (!holds) {
        String why = "Its guard is false now: " + step.when();
        turn.emit(new SagaEvent.EffectGivenUp(turn.at, newest.key(), Afterwards.WITHOUT, why));
      }
      return holds;
    } catch (ExpressionException failed) {
      String place = newest.key().place();
      String why = "The guard of step " + place + " cannot be computed: " + failed.getMessage();
      Forward.cannotCompute(turn, place, "true or false for " + place, why);
      return false;
    }
  }
}
