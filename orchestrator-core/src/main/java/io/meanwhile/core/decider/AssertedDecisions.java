package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import java.util.Map;

/**
 * The model's invariants that only the definition can tell, asserted of what is decided now. Apart
 * from {@link Asserted}: code that applies events must not depend on code that decides.
 */
final class AssertedDecisions {
  private AssertedDecisions() {}

  /** What must hold by the definition, of what is decided now. */
  static void check(Definition definition, Saga saga, SagaEvent event) {
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
        throw Asserted.broken(saga, e, after.getKey() + ", which it waits for, does not stand.");
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
        throw Asserted.broken(
            saga, e, effect.key() + " is given up, and something is owed for it.");
      }
    }
  }
}
