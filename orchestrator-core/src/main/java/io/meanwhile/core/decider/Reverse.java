package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The reverse of what was relied on: who has to wait, because something relies on it, directly or
 * through others, that is not settled. A step between them that has nothing to undo changes nothing
 * about that.
 */
final class Reverse {
  private final Definition definition;
  private final Saga saga;
  private final Set<EffectKey> held = new HashSet<>();

  private Reverse(Definition definition, Saga saga) {
    this.definition = definition;
    this.saga = saga;
  }

  /** True when this given-up action has to wait. */
  static boolean holds(Definition definition, Saga saga, EffectKey action) {
    return of(definition, saga, List.of(action)).contains(action);
  }

  /** Which of these given-up actions have to wait, and others. */
  static Set<EffectKey> of(Definition definition, Saga saga, Collection<EffectKey> due) {
    Reverse reverse = new Reverse(definition, saga);
    Set<EffectKey> open = new HashSet<>(due);
    Collection<Effect> all = saga.backward() ? saga.restless() : saga.all(); // none is wanted then
    for (Effect effect : all) {
      if (!effect.reliedOn().isEmpty() && !Owed.settled(definition, saga, effect)) {
        reverse.unsettled(effect);
        if (reverse.held.containsAll(open)) {
          return reverse.held; // soon, where thousands of branches stand on one step
        }
      }
    }
    return reverse.held;
  }

  private void unsettled(Effect effect) {
    boolean undone = isUndoneSoFar(saga, effect);
    for (EffectKey key : effect.reliedOn()) {
      if (!undone || waitsForFinal(key)) {
        hold(key);
      }
    }
  }

  private void hold(EffectKey first) {
    Deque<EffectKey> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      EffectKey key = open.remove();
      Effect effect = held.add(key) ? saga.effect(key) : null;
      if (effect != null) {
        open.addAll(effect.reliedOn());
      }
    }
  }

  /** As far as can be seen; it may still be reverted. */
  private static boolean isUndoneSoFar(Saga saga, Effect action) {
    Effect undo = action.key().isAction() ? saga.compensation(action.key()) : null;
    return undo != null && undo.rung() == Rung.CONFIRMED && !Owed.questioned(saga, undo);
  }

  private boolean waitsForFinal(EffectKey action) {
    return definition.step(action).undoing().after() == Level.FINAL;
  }
}
