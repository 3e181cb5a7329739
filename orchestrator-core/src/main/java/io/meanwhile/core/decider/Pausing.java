package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pause holds all sends but probes, and nothing new begins. Observations are folded and deadlines
 * fire; what diverges is written down, and reacted to once the pause is over.
 */
final class Pausing {
  private Pausing() {}

  static Decision pause(Turn turn, SagaCommand.Pause pause) {
    if (turn.saga().ended() != null) {
      return turn.refused("saga-ended", "The saga has ended; there is nothing left to pause.");
    }
    if (turn.saga().paused() != null) {
      return new Decision.Events(List.of());
    }
    turn.emit(
        new SagaEvent.SagaPaused(turn.at, pause.who(), pause.reason(), Acts.now(turn), "paused"));
    return turn.settled();
  }

  static Decision resume(Turn turn, SagaCommand.Resume resume) {
    if (turn.saga().paused() == null) {
      return new Decision.Events(List.of());
    }
    List<Saga.Waiting> waiting = turn.saga().waiting();
    turn.emit(
        new SagaEvent.SagaResumed(
            turn.at, resume.who(), resume.reason(), "paused", Acts.direction(turn)));
    waiting.forEach(one -> react(turn, one));
    return turn.settled();
  }

  /** True when the reaction waits for the end of the pause. */
  static boolean holds(
      Turn turn, @Nullable EffectKey key, DivergenceKind kind, String expected, String observed) {
    if (turn.saga().paused() == null) {
      return false;
    }
    turn.emit(new SagaEvent.ReactionHeld(turn.at, key, kind, expected, observed));
    return true;
  }

  private static void react(Turn turn, Saga.Waiting one) {
    EffectKey key = one.effect();
    if (key == null) {
      Overdue.react(turn);
    } else if (turn.effect(key).isGroup()) {
      if (!Joins.isComplete(turn, turn.effect(key)) && turn.effect(key).wanted()) {
        Joins.late(turn, key, one.observed());
      }
    } else if (stillDiverges(turn.effect(key), one.kind())) {
      boolean graceOver = one.kind() == DivergenceKind.REVERTED && turn.effect(key).until() == null;
      if (one.kind() == DivergenceKind.UNEXPECTED && AnotherResult.isOnlyThat(turn, key)) {
        AnotherResult.react(turn, key, one.observed());
      } else if (graceOver) {
        Deadlines.graceOver(turn, key, one.observed());
      } else {
        Diverging.react(turn, key, one.kind(), one.expected(), one.observed());
      }
    }
  }

  /** What has come right during the pause, or is being asked for again, needs no reaction. */
  private static boolean stillDiverges(Effect effect, DivergenceKind kind) {
    boolean givenUp = effect.key().isAction() && effect.givenUp(); // never retried
    if (effect.loss() || (givenUp && kind == DivergenceKind.REVERTED)) {
      return false;
    }
    return switch (kind) {
      case REFUSED -> effect.rung() == Rung.VOID;
      case REVERTED -> effect.rung() == Rung.REVERTED;
      case UNEXPECTED -> effect.unexpected();
      case UNKNOWN, UNAVAILABLE, REJECTED ->
          effect.ask() == null
              && effect.until() == null
              && effect.rung() != Rung.FINAL
              && effect.rung() != Rung.VOID;
      case DISPUTED, LATE, BROKEN, STRAY, UNMET, OVERDUE, EXPRESSION -> true;
    };
  }
}
