package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a saga that goes backward owes: rules only, nothing is decided here. */
public final class Owed {
  private Owed() {}

  /**
   * True when nothing more is owed for this given-up action, and nothing can come of it unasked.
   */
  public static boolean settled(Definition definition, Saga saga, Effect action) {
    if (action.loss() || action.stands() == Stands.NO || action.isGroup()) {
      return true;
    }
    if (questioned(saga, action)) {
      return false;
    }
    if (nothingToUndo(definition, action)) {
      return !irreversible(definition, action) && known(action);
    }
    return compensated(saga, action);
  }

  /** True when one compensation of this action is FINAL and nobody asks whether it is. */
  public static boolean compensated(Saga saga, Effect action) {
    return saga.compensations(action.key()).stream()
        .anyMatch(undo -> undo.rung() == Rung.FINAL && !questioned(saga, undo));
  }

  /** At most one compensation of an action may stand: another one only when all others are VOID. */
  static boolean mayCompensateAnew(Saga saga, Effect action) {
    for (Effect undo : saga.compensations(action.key())) { // looked at often: no stream
      if (undo.rung() != Rung.VOID) {
        return false;
      }
    }
    return true;
  }

  /** True when a compensation of this given-up action is due; others may have to go first. */
  public static boolean due(Definition definition, Saga saga, Effect action) {
    return action.givenUp()
        && !action.loss()
        && (known(action) || definition.step(action.key()).undoing().atOnce())
        && action.stands() != Stands.NO
        && !nothingToUndo(definition, action)
        && !questioned(saga, action);
  }

  /** The actions that relied on this one, directly or not, and are not settled: they go first. */
  public static List<Effect> waitingFor(Definition definition, Saga saga, Effect action) {
    List<Effect> unsettled = new ArrayList<>();
    Set<EffectKey> onIt = new HashSet<>(Set.of(action.key()));
    for (Effect other : saga.all()) {
      if (!Collections.disjoint(other.reliedOn(), onIt)) {
        onIt.add(other.key());
        if (!settled(definition, saga, other)) {
          unsettled.add(other);
        }
      }
    }
    return unsettled;
  }

  /** It stands, does not, or may stand and its deadline is over: there is no more to wait for. */
  public static boolean known(Effect action) {
    return action.stands() != Stands.MAYBE || action.until() == null;
  }

  public static boolean irreversible(Definition definition, Effect action) {
    return definition.step(action.key()).irreversible();
  }

  static boolean nothingToUndo(Definition definition, Effect action) {
    Step step = definition.step(action.key());
    return step.irreversible() || step.undo() == null;
  }

  /**
   * True for what was only waited for and has nothing to undo: time that has passed, a message. It
   * may be waited for anew.
   */
  static boolean leavesNothing(Definition definition, Effect action) {
    Step step = definition.step(action.key());
    return Own.isAwaited(action.to()) && !step.irreversible() && step.undo() == null;
  }

  static boolean questioned(Saga saga, Effect effect) {
    return saga.parked()
        && saga.questions().values().stream().anyMatch(q -> effect.key().equals(q.effect()));
  }
}
