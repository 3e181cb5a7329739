package io.meanwhile.core.checker;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import org.jspecify.annotations.Nullable;

/** Word about one effect is not word about another one. */
final class Neighbours {
  private Neighbours() {}

  /** The law that is broken when word about this effect moved another one; null for none. */
  static @Nullable Wrong moved(Saga before, EffectKey key, Effect is, Saga after) {
    for (Effect other : before.all()) {
      boolean itself = other.key().equals(key) || other.isGroup(); // groups move with their members
      if (!itself && moved(other, after) && !blocks(is, other)) {
        return new Wrong(4, "Word about " + key + " moves " + other.key() + ".");
      }
    }
    return null;
  }

  /**
   * What is only waited for is void as soon as it is given up; a skip ends when what it was for
   * falls.
   */
  private static boolean moved(Effect other, Saga after) {
    Effect now = after.effect(other.key());
    boolean givenUp = now != null && now.givenUp() && now.asksNobody();
    return other.rung() != Rung.SKIPPED
        && (now == null || (now.rung() != other.rung() && !givenUp));
  }

  private static boolean blocks(Effect compensation, Effect action) {
    return !compensation.key().isAction() && action.key().equals(compensation.key().undone());
  }
}
