package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a group can still be met without one of its members: at best, if all others come right.
 */
final class Membership {
  private Membership() {}

  static boolean canDoWithout(Definition definition, Saga saga, Effect member) {
    EffectKey key = Objects.requireNonNull(member.group());
    Effect group = saga.effect(key);
    return group != null && group.wanted() && canBeMet(definition, saga, group, member);
  }

  /** True when enough of its members may still stand. */
  static boolean canBeMet(Definition definition, Saga saga, Effect group) {
    return canBeMet(definition, saga, group, null);
  }

  private static boolean canBeMet(
      Definition definition, Saga saga, Effect group, @Nullable Effect without) {
    Members members = Objects.requireNonNull(group.members());
    return switch (Objects.requireNonNull(definition.step(group.key()).flow())) {
      case Flow.FanOut fanOut ->
          members.canMeet(fanOut.join(), without == null ? 0 : losing(without));
      case Flow.Group named ->
          members.canMeet(
              named.join(),
              without == null && members.lost() == 0
                  ? 0 // most of the time
                  : losing(saga, group.key(), named, without));
      case Flow.Proposing _ -> without == null && members.lost() == 0; // all of them
      case Flow.Loop _ -> without == null && members.lost() == 0; // each relies on the one before
    };
  }

  /** Not those that are counted already. */
  private static int losing(Effect member) {
    return switch (Members.Part.of(member)) {
      case LOST, OUT -> 0;
      case OPEN, CONFIRMED, DONE -> 1;
    };
  }

  /** The member itself and all that wait for it, or for one that is lost, directly or not. */
  private static int losing(
      Saga saga, EffectKey group, Flow.Group named, @Nullable Effect without) {
    Set<String> lost = new HashSet<>();
    for (Step step : named.steps()) {
      Effect effect = begun(saga, group, step);
      if (effect != null && Members.Part.of(effect) == Members.Part.LOST) {
        lost.add(step.name());
      }
    }
    if (without != null) {
      lost.add(without.key().segment());
    }
    int before;
    do {
      before = lost.size();
      for (Step step : named.steps()) {
        if (!Collections.disjoint(step.after().keySet(), lost)) {
          lost.add(step.name());
        }
      }
    } while (lost.size() > before);
    int losing = 0;
    for (Step step : named.steps()) {
      Effect effect = begun(saga, group, step);
      losing += !lost.contains(step.name()) ? 0 : effect == null ? 1 : losing(effect);
    }
    return losing;
  }

  private static @Nullable Effect begun(Saga saga, EffectKey group, Step step) {
    Effect effect = saga.action(group.place() + "." + step.name());
    return effect != null && group.equals(effect.group()) ? effect : null;
  }
}
