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

/**
 * Whether a group can still be met without one of its members: at best, if all others come right.
 */
final class Membership {
  private Membership() {}

  static boolean canDoWithout(Definition definition, Saga saga, Effect member) {
    EffectKey key = Objects.requireNonNull(member.group());
    Effect group = saga.effect(key);
    Members members = group == null ? null : group.members();
    if (group == null || members == null || !group.wanted()) {
      return false;
    }
    return switch (Objects.requireNonNull(definition.step(key.place()).flow())) {
      case Flow.FanOut fanOut -> members.canMeet(fanOut.join(), losing(member));
      case Flow.Group named ->
          members.canMeet(named.join(), losing(saga, key, named, member.key().segment()));
      case Flow.Proposing _ -> false; // all of them
      case Flow.Loop _ -> false; // each round relies on the one before
    };
  }

  private static int losing(Effect member) {
    return Members.Part.of(member) == Members.Part.LOST ? 0 : 1;
  }

  /** The member itself and all that wait for it, directly or not, as far as not lost already. */
  private static int losing(Saga saga, EffectKey group, Flow.Group named, String segment) {
    Set<String> lost = new HashSet<>(Set.of(segment));
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
    for (String name : lost) {
      Effect effect = saga.action(group.place() + "." + name);
      boolean begun = effect != null && group.equals(effect.group());
      losing += effect != null && begun ? losing(effect) : 1;
    }
    return losing;
  }
}
