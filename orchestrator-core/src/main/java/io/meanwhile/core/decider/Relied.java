package io.meanwhile.core.decider;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what something relies on that begins now. */
final class Relied {
  private final Saga saga;
  private final Set<EffectKey> keys = new LinkedHashSet<>();

  Relied(Saga saga) {
    this.saga = saga;
  }

  List<EffectKey> keys() {
    return List.copyOf(keys);
  }

  /** A member relies on its group first, by which it is known; a round also on the one before. */
  void group(String place) {
    int dot = place.lastIndexOf('.');
    Effect group = dot < 0 ? null : saga.action(place.substring(0, dot));
    if (group == null) {
      return;
    }
    keys.add(group.key());
    String segment = place.substring(dot + 1);
    boolean round = group.input() == null && Character.isDigit(segment.charAt(0));
    if (round) {
      Effect before = saga.action(place.substring(0, dot + 1) + (Integer.parseInt(segment) - 1));
      on(before != null && group.key().equals(before.group()) ? before : null);
    }
  }

  void on(String place) {
    on(saga.action(place));
  }

  /**
   * Where it was skipped, also what that was read from: the skip may be lifted, what follows from
   * it stays. Of a group also those that it stands by.
   */
  private void on(@Nullable Effect effect) {
    if (effect == null || !keys.add(effect.key())) {
      return;
    }
    if (effect.rung() == Rung.SKIPPED) {
      keys.addAll(effect.reliedOn());
    }
    if (effect.members() != null) {
      effect.members().winners().forEach(key -> on(saga.effect(key)));
    }
  }
}
