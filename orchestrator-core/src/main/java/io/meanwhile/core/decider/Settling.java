package io.meanwhile.core.decider;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;

/**
 * What follows by itself from the present state: held reactions, next steps, compensations, the
 * end.
 */
final class Settling {
  private Settling() {}

  static void run(Turn turn) {
    if (turn.saga().ended() != null) {
      return;
    }
    releaseHold(turn);
    if (turn.saga().backward()) {
      Backward.listLosses(turn);
      Backward.compensate(turn);
      Backward.end(turn);
    } else {
      List.copyOf(turn.saga().all()).forEach(effect -> takeUp(turn, effect.key()));
      if (turn.saga().backward()) {
        run(turn);
        return;
      }
      while (Forward.begin(turn)) {
        // a step that begins may let no other begin: one more look is cheap and never the last word
      }
      Forward.complete(turn);
    }
  }

  /**
   * Nothing may be left waiting for nothing: a wanted action that cannot get further by itself,
   * because the reaction to it was held or overtaken, is reacted to now.
   */
  private static void takeUp(Turn turn, EffectKey key) {
    Effect effect = turn.effect(key);
    boolean waits =
        effect.ask() != null || effect.until() != null || turn.questionAbout(key) != null;
    boolean newest = effect.equals(turn.saga().action(key.place()));
    boolean held = turn.saga().held() != null && !turn.step(key).pivot();
    if (!key.isAction() || !newest || effect.givenUp() || effect.loss() || waits || held) {
      return;
    }
    boolean after = Diverging.readsAfter(turn, key, DivergenceKind.UNKNOWN);
    if (effect.unexpected()) {
      Diverging.parkOrGoBackward(
          turn, key, DivergenceKind.UNEXPECTED, "The result broke it.", after);
    } else if (effect.rung() == Rung.VOID) {
      Diverging.parkOrGoBackward(turn, key, DivergenceKind.REFUSED, "It did not happen.", after);
    } else if (effect.rung() != Rung.FINAL) {
      Diverging.askOn(turn, key, DivergenceKind.UNKNOWN, "No more word of it.", after);
    }
  }

  private static void releaseHold(Turn turn) {
    Saga.Hold held = turn.saga().held();
    if (held == null) {
      return;
    }
    switch (Pivot.of(turn.definition, turn.saga())) {
      case IN_FLIGHT -> {}
      case AHEAD -> Backward.go(turn, held.why());
      case PASSED -> {
        turn.emit(new SagaEvent.HoldDropped(turn.at, "The pivot was passed."));
        if (!held.cancel() && held.effect() != null) {
          Parking.about(turn, held.effect(), held.kind(), held.why());
        } else if (!held.cancel()) {
          Parking.open(turn, null, null, held.kind(), held.why(), List.of(Choice.WAIT));
        }
      }
    }
  }
}
