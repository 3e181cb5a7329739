package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a goal can still be met: at best, if all that may come right does. */
final class Outlook {
  private final Definition definition;
  private final Saga saga;

  /** The places where nothing will stand, and on which nothing can begin. */
  private final Set<String> lost = new HashSet<>();

  private Outlook(Definition definition, Saga saga) {
    this.definition = definition;
    this.saga = saga;
  }

  /**
   * What is given up when this action fails: the action itself while its group can do without it,
   * or the goal; else the nearest group around it that can be done without. Null when none can.
   */
  static @Nullable EffectKey expendable(Definition definition, Saga saga, EffectKey action) {
    EffectKey key = action;
    Effect effect = saga.effect(key);
    EffectKey group = effect == null ? null : effect.group();
    while (effect != null && group != null) {
      if (GivingUp.obstacle(definition, saga, key) == null
          && Membership.canDoWithout(definition, saga, effect)) {
        return key;
      }
      key = group;
      effect = saga.effect(group);
      group = effect == null ? null : effect.group();
    }
    return canDoWithout(definition, saga, key) ? key : null;
  }

  /**
   * True when the goal can still be met although this action is given up, with all that relied on
   * it. Once it is met that goes for whatever is in flight.
   */
  private static boolean canDoWithout(Definition definition, Saga saga, EffectKey action) {
    boolean never =
        Goals.needsAll(definition) || GivingUp.obstacle(definition, saga, action) != null;
    if (never) {
      return false;
    }
    Outlook outlook = new Outlook(definition, saga);
    outlook.lost.add(action.place());
    GivingUp.reliedOn(saga, action).stream()
        .filter(effect -> effect.rung() != Rung.SKIPPED)
        .forEach(effect -> outlook.lost.add(effect.key().place()));
    outlook.lose();
    return outlook.isReachable();
  }

  /** What was given up for good is lost, and so is every step that waits for something lost. */
  private void lose() {
    for (Step step : definition.steps()) {
      Effect newest = saga.action(step.name());
      if (newest != null && isLost(newest)) {
        lost.add(step.name());
      }
    }
    int before;
    do {
      before = lost.size();
      for (Step step : definition.steps()) {
        if (saga.action(step.name()) == null
            && !Collections.disjoint(step.after().keySet(), lost)) {
          lost.add(step.name());
        }
      }
    } while (lost.size() > before);
  }

  private static boolean isLost(Effect newest) {
    return (newest.givenUp() || newest.rung() == Rung.VOID) && !newest.goneWithout();
  }

  private boolean isReachable() {
    List<String> members = Goals.members(definition);
    return switch (definition.complete().goal()) {
      case Goal.All _ -> members.stream().noneMatch(lost::contains);
      case Goal.Any _, Goal.AtLeast _ ->
          members.stream().filter(this::mayStand).count() >= Goals.needed(definition);
      case Goal.Holds _ ->
          Goals.met(definition, saga)
              || members.stream().noneMatch(lost::contains)
              || members.stream().anyMatch(this::isUndecided);
    };
  }

  private boolean mayStand(String member) {
    Effect effect = saga.action(member);
    boolean out = effect != null && (effect.rung() == Rung.SKIPPED || effect.goneWithout());
    return !out && !lost.contains(member);
  }

  /** What an expression makes of it nobody can say before it is known. */
  private boolean isUndecided(String member) {
    Effect effect = saga.action(member);
    return mayStand(member) && (effect == null || effect.rung() != Rung.FINAL);
  }
}
