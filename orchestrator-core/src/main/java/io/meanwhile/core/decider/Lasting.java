package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was given up, stands or may, and will not be undone. A new generation is allowed only where
 * the one before is void or undone, so a group with such a member cannot be done anew.
 */
final class Lasting {
  private Lasting() {}

  /** The first such member of these groups, or of the groups within them; null when none is. */
  static @Nullable EffectKey within(Definition definition, Saga saga, Set<EffectKey> groups) {
    if (groups.isEmpty()) {
      return null; // most of the time
    }
    Set<EffectKey> around = new HashSet<>(groups);
    for (Effect effect : saga.all()) { // members were requested later than their group
      EffectKey group = effect.key().isAction() ? effect.group() : null;
      if (group == null || !around.contains(group)) {
        continue;
      }
      if (effect.isGroup()) {
        around.add(effect.key());
      } else if (isLasting(definition, effect)) {
        return effect.key();
      }
    }
    return null;
  }

  private static boolean isLasting(Definition definition, Effect member) {
    boolean may =
        member.givenUp() && member.stands() != Stands.NO && !Owed.leavesNothing(definition, member);
    return may && (member.loss() || (Owed.nothingToUndo(definition, member) && Owed.known(member)));
  }

  static String why(EffectKey member) {
    return member + " stands, or may, and is not undone, so its group cannot begin again";
  }
}
