package io.meanwhile.core.decider;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.EffectRequested;

/**
 * The model's invariants, asserted in service. Where a rule would break one, or a history does, the
 * saga stops alone, before anything is written or sent. Each looks at one event and at what it is
 * about, so that it costs next to nothing. These hold by the history alone, and are asserted
 * whenever an event is applied; {@link AssertedDecisions} needs the definition.
 */
final class Asserted {
  private Asserted() {}

  /** What must hold of an effect that is requested, whatever the definition says. */
  static void mayBeRequested(Saga saga, EffectRequested e) {
    EffectKey key = e.effect();
    must(saga.ended() == null, saga, e, "It has ended.");
    if (key.isAction()) {
      must(!saga.backward(), saga, e, "No action begins after going backward.");
      boolean next =
          key.generation() == 1
              || saga.effect(EffectKey.action(key.place(), key.generation() - 1)) != null;
      must(next, saga, e, "There is no generation before it.");
    } else {
      mayBeUndone(saga, e);
    }
  }

  /** Given up, not void and no loss; and no other compensation of it may stand. */
  private static void mayBeUndone(Saga saga, EffectRequested e) {
    Effect action = saga.effect(e.effect().undone());
    boolean owed = action != null && action.givenUp() && !action.loss();
    must(owed, saga, e, "Only what is given up, and is no loss, is undone.");
    boolean wasBlocked = false; // by a compensation that does not hold any more
    for (Effect other : saga.compensations(e.effect().undone())) {
      must(other.rung() == Rung.VOID, saga, e, "Another compensation may stand.");
      wasBlocked |= other.outcome() == CompensationOutcome.BLOCKED;
    }
    boolean happened =
        action != null
            && action.rung() != Rung.SKIPPED
            && (action.rung() != Rung.VOID || wasBlocked);
    must(happened, saga, e, "What is void is not undone.");
  }

  /** A key that is given up is never sent again. */
  static void mayBeSentAgain(Saga saga, SagaEvent.RetryRequested e) {
    Effect effect = saga.effect(e.effect());
    must(effect != null && !effect.givenUp(), saga, e, "What is given up is never sent again.");
  }

  /** Nobody is asked any more, and nothing is held. */
  static void mayEnd(Saga saga, SagaEvent.SagaEnded e) {
    must(saga.ended() == null, saga, e, "It has ended.");
    must(!saga.parked() && saga.held() == null, saga, e, "Somebody is asked, or something held.");
  }

  private static void must(boolean holds, Saga saga, SagaEvent event, String why) {
    if (!holds) {
      throw broken(saga, event, why);
    }
  }

  static IllegalStateException broken(Saga saga, SagaEvent event, String why) {
    return new IllegalStateException(
        "cannot follow in saga " + saga.id() + ": " + why + " " + event);
  }
}
