package io.meanwhile.core.decider;

import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;

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
      while (Forward.begin(turn)) {
        // a step that begins may let no other begin: one more look is cheap and never the last word
      }
      Forward.complete(turn);
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
        if (!held.cancel()) {
          Parking.held(turn, held);
        }
      }
    }
  }
}
