package io.meanwhile.core.checker;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model's laws about undoing: what is owed, once, and in the reverse of what was relied on. */
final class UndoLaws {
  private final Definition definition;

  UndoLaws(Definition definition) {
    this.definition = definition;
  }

  @Nullable Wrong compensation(Saga before, SagaEvent.EffectRequested e) {
    Effect action = before.effect(e.effect().undone());
    if (action == null || !action.givenUp()) {
      return new Wrong(5, e.effect() + " undoes what is not given up.");
    }
    boolean wasBlocked = // by a compensation that does not hold any more
        before.compensations(action.key()).stream()
            .anyMatch(undo -> undo.outcome() == CompensationOutcome.BLOCKED);
    if ((action.rung() == Rung.VOID && !wasBlocked) || action.rung() == Rung.SKIPPED) {
      return new Wrong(5, e.effect() + " undoes what is void.");
    }
    for (Effect other : before.compensations(action.key())) {
      if (other.rung() != Rung.VOID) {
        return new Wrong(5, e.effect() + " begins although " + other.key() + " may stand.");
      }
    }
    if (action.loss()) {
      return new Wrong(5, e.effect() + " undoes what is listed as a loss.");
    }
    return order(before, action);
  }

  /** In the reverse of what was relied on. */
  private @Nullable Wrong order(Saga before, Effect action) {
    Set<EffectKey> onIt = new HashSet<>(Set.of(action.key()));
    for (Effect other : before.all()) {
      boolean relies = false;
      for (EffectKey key : other.reliedOn()) {
        relies |= onIt.contains(key);
      }
      if (relies) {
        onIt.add(other.key());
        boolean early = // where the step says so, confirmed is enough
            definition.step(action.key().place()).undoing().after() == Level.CONFIRMED
                && before.compensations(other.key()).stream()
                    .anyMatch(undo -> undo.rung() == Rung.CONFIRMED);
        if (!early && !settled(definition, before, other)) {
          return new Wrong(
              5, action.key() + " is undone before " + other.key() + ", which relied on it.");
        }
      }
    }
    return null;
  }

  /** Nothing is owed for it any more. */
  static boolean settled(Definition definition, Saga saga, Effect action) {
    if (action.loss() || action.stands() == Stands.NO || compensated(saga, action)) {
      return true;
    }
    Step step = definition.step(action.key().place());
    boolean known = action.stands() == Stands.YES || action.until() == null;
    return step.undo() == null && !step.irreversible() && known;
  }

  static boolean compensated(Saga saga, Effect action) {
    return saga.compensations(action.key()).stream().anyMatch(u -> u.rung() == Rung.FINAL);
  }
}
