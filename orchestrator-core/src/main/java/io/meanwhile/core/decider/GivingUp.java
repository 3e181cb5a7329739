package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Giving actions up while the saga goes on: always with all that relied on them. */
final class GivingUp {
  private GivingUp() {}

  /** The wanted actions that relied on this one, directly or through others, the newest first. */
  static List<Effect> reliedOn(Saga saga, EffectKey key) {
    List<Effect> relied = new ArrayList<>();
    Set<EffectKey> onIt = new HashSet<>(Set.of(key));
    for (Effect effect : saga.all()) { // who relies was requested later
      if (effect.wanted() && !Collections.disjoint(effect.reliedOn(), onIt)) {
        onIt.add(effect.key());
        relied.addFirst(effect);
      }
    }
    return relied;
  }

  /**
   * Why this action cannot be given up, with all that relied on it; null when it can. A pivot that
   * is in flight or passed is never given up going forward.
   */
  static @Nullable String obstacle(Definition definition, Saga saga, EffectKey key) {
    Effect itself = saga.effect(key);
    return itself != null && isPivot(definition, itself)
        ? key + " is the pivot"
        : obstacleBehind(definition, saga, key);
  }

  /** Why what relied on this action cannot be given up; null when it can. */
  static @Nullable String obstacleBehind(Definition definition, Saga saga, EffectKey key) {
    for (Effect effect : reliedOn(saga, key)) {
      if (isPivot(definition, effect)) {
        return "the pivot " + effect.key() + " relied on it";
      }
    }
    return null;
  }

  private static boolean isPivot(Definition definition, Effect action) {
    return definition.step(action.key()).pivot() && action.rung() != Rung.VOID;
  }

  /** Why a step of these could not begin again, were its action given up; null when all could. */
  static @Nullable String unrepeatable(Definition definition, Saga saga, List<Effect> actions) {
    Set<EffectKey> groups = new HashSet<>();
    for (Effect action : actions) {
      if (action.isGroup()) {
        groups.add(action.key());
      }
      boolean stays = action.rung() != Rung.VOID && !action.isGroup();
      if (stays
          && Owed.nothingToUndo(definition, action)
          && !Owed.leavesNothing(definition, action)) {
        return action.key() + " has no undo, so it cannot begin again";
      }
    }
    EffectKey lasting = Lasting.within(definition, saga, groups);
    return lasting == null ? null : Lasting.why(lasting);
  }

  /** Gives an action up, and all that relied on it first. */
  static void giveUp(Turn turn, EffectKey key, Afterwards own, Afterwards others, String why) {
    giveUpBehind(turn, key, others, why);
    one(turn, key, own, why);
  }

  private static void one(Turn turn, EffectKey key, Afterwards afterwards, String why) {
    turn.emit(new SagaEvent.EffectGivenUp(turn.at, key, afterwards, why));
    Parking.givenUp(turn, key);
  }

  /** Gives up all that relied on this action. */
  static void giveUpBehind(Turn turn, EffectKey key, Afterwards afterwards, String why) {
    for (Effect effect : reliedOn(turn.saga(), key)) {
      String because = "It relied on " + key + ": " + why;
      one(turn, effect.key(), afterwards, because);
    }
  }

  /**
   * Before an action that was undone outside is asked for once more: what relied on it is given up
   * and begins again once it is back. Where a pivot relied on it, or something that cannot begin
   * again, nothing is given up.
   */
  static void giveUpBehindIfItMayBeginAgain(Turn turn, EffectKey key, String why) {
    boolean may =
        key.isAction()
            && obstacleBehind(turn.definition, turn.saga(), key) == null
            && unrepeatable(turn.definition, turn.saga(), reliedOn(turn.saga(), key)) == null;
    if (may) {
      giveUpBehind(turn, key, Afterwards.AGAIN, why);
    }
  }

  /** Goes on without an action that did not happen, or may have: a loss, as if skipped. */
  static void goWithout(Turn turn, EffectKey key, String why) {
    one(turn, key, Afterwards.WITHOUT, why);
    if (!turn.effect(key).isGroup()) { // of that its members are
      turn.emit(new SagaEvent.LossListed(turn.at, key, why));
    }
  }

  /**
   * What an action relies on that begins on these: what the saga does without is undone without
   * waiting for it, but what that had relied on waits for both.
   */
  static void standing(Turn turn, List<EffectKey> keys, Set<EffectKey> into) {
    for (EffectKey key : keys) {
      Effect effect = turn.effect(key);
      if (effect.goneWithout()) {
        standing(turn, effect.reliedOn(), into);
      } else {
        into.add(key);
      }
    }
  }

  /** True when a given-up action's step may begin anew, as far as the action is concerned. */
  static boolean mayBeginAgain(Definition definition, Saga saga, Effect action) {
    return action.afterwards() == Afterwards.AGAIN
        && (action.stands() == Stands.NO
            || Owed.leavesNothing(definition, action)
            || (!action.loss() && Owed.compensated(saga, action)));
  }
}
