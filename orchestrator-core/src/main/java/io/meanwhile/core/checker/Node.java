package io.meanwhile.core.checker;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import java.util.List;

/**
 * One state of the whole: the saga, what is true outside of each of its effects, in the order
 * requested, and how many contracts may still be broken.
 */
final class Node {
  final int id;
  final Saga saga;
  final int faultsLeft;
  private final int[] outside;
  private final List<Effect> effects;

  Node(int id, Saga saga, int[] outside, int faultsLeft) {
    this.id = id;
    this.saga = saga;
    this.outside = outside;
    this.faultsLeft = faultsLeft;
    this.effects = inOrder(saga);
  }

  /** The saga's effects in the order requested. */
  static List<Effect> inOrder(Saga saga) {
    return saga.all() instanceof List<Effect> list ? list : List.copyOf(saga.all());
  }

  int size() {
    return effects.size();
  }

  Effect effect(int index) {
    return effects.get(index);
  }

  int outside(int index) {
    return outside[index];
  }

  int[] outside() {
    return outside.clone();
  }

  /** Where the effect of that key is; it must have been requested. */
  int indexOf(EffectKey key) {
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i).key().equals(key)) {
        return i;
      }
    }
    throw new IllegalStateException("no effect " + key);
  }
}
