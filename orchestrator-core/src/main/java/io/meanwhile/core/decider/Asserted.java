package io.meanwhile.core.decider;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import java.util.Map;

/**
 * The model's invariants, asserted in service. Where a rule would break one, or a history does, the
 * saga stops alone, before anything is written or sent. Each looks at one event and at what it is
 * about, so that it costs next to nothing.
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

  /** What must hold by the definition, of what is decided now. */
  static void decided(Definition definition, Saga saga, SagaEvent event) {
    if (event instanceof EffectRequested e && e.effect().isAction()) {
      begins(definition, saga, e);
    } else if (event instanceof SagaEvent.SagaEnded e) {
      ends(definition, saga, e);
    }
  }

  /** When a step begins, what it waits for stands, at that moment, at the level it asks for. */
  private static void begins(Definition definition, Saga saga, EffectRequested e) {
    String place = e.effect().place();
    for (Map.Entry<String, Level> after : definition.step(place).after().entrySet()) {
      Effect before = saga.action(Forward.beside(place, after.getKey()));
      boolean stands = before != null && before.satisfies(after.getValue());
      if (!stands) { // words are put together only where they are needed: this runs for each step
        throw broken(saga, e, after.getKey() + ", which it waits for, does not stand.");
      }
    }
  }

  /** Every given-up action is void, compensated or a listed loss, or there is nothing to undo. */
  private static void ends(Definition definition, Saga saga, SagaEvent.SagaEnded e) {
    for (Effect effect : saga.restless()) {
      boolean owed =
          effect.key().isAction()
              && effect.givenUp()
              && !effect.isGroup()
              && !Owed.nothingToUndo(definition, effect)
              && !Owed.settled(definition, saga, effect);
      if (owed) {
        throw broken(saga, e, effect.key() + " is given up, and something is owed for it.");
      }
    }
  }

  private static void must(boolean holds, Saga saga, SagaEvent event, String why) {
    if (!holds) {
      throw broken(saga, event, why);
    }
  }

  private static IllegalStateException broken(Saga saga, SagaEvent event, String why) {
    return new IllegalStateException(
        "cannot follow in saga " + saga.id() + ": " + why + " " + event);
  }
}
