package io.meanwhile.core.checker;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Saga;
import java.util.List;

/** The outside world while one move is made: what is true of each effect, as it changes. */
final class World {
  private final Node node;
  private final int[] outside;
  private final String[] wrong = new String[1];

  World(Node node) {
    this.node = node;
    this.outside = node.outside();
  }

  int at(int index) {
    return outside[index];
  }

  /** What is true of the effects after it, those just requested being not done. */
  int[] of(Saga after) {
    List<Effect> effects = Node.inOrder(after);
    int[] moved = new int[effects.size()];
    for (int i = 0; i < moved.length; i++) {
      EffectKey key = effects.get(i).key();
      boolean same = i < node.size() && node.effect(i).key().equals(key);
      moved[i] = same ? outside[i] : elsewhere(key);
    }
    return moved;
  }

  /** A skip that is lifted takes its place with it. */
  private int elsewhere(EffectKey key) {
    for (int i = 0; i < node.size(); i++) {
      if (node.effect(i).key().equals(key)) {
        return outside[i];
      }
    }
    return 0;
  }

  /** What went wrong out there; null for nothing. */
  @org.jspecify.annotations.Nullable
  String wrong() {
    return wrong[0];
  }

  /** The effect is done, unless it was; a compensation undoes its action, or blocks it. */
  void perform(int index, int result) {
    if (Outside.state(outside[index]) != Outside.NOT_DONE && !mayStillBeDone(index)) {
      return;
    }
    outside[index] = Outside.withState(outside[index], Outside.DONE);
    Effect effect = node.effect(index);
    if (effect.key().isAction()) {
      outside[index] = Outside.withResult(outside[index], Math.max(result, 0));
      return;
    }
    int action = node.indexOf(effect.key().undone());
    switch (Outside.state(outside[action])) {
      case Outside.DONE -> outside[action] = Outside.withState(outside[action], Outside.UNDONE);
      case Outside.UNDONE -> undoneAgain(effect.key(), action, index);
      default -> outside[action] = Outside.withState(outside[action], Outside.BLOCKED);
    }
  }

  /** A refusal that was taken back. */
  private boolean mayStillBeDone(int index) {
    return Outside.state(outside[index]) == Outside.REFUSED;
  }

  private void undoneAgain(EffectKey undo, int action, int index) {
    if (!Outside.broken(outside[action]) && !Outside.broken(outside[index])) {
      wrong[0] = undo.undone() + " is undone a second time, by " + undo;
    }
  }

  /** What was done is gone again, as when blocks are replaced; a compensation's action stands. */
  void vanish(int index, int state) {
    boolean wasDone = Outside.state(outside[index]) == Outside.DONE;
    outside[index] = Outside.withState(outside[index], state);
    EffectKey key = node.effect(index).key();
    if (wasDone && !key.isAction()) {
      int action = node.indexOf(key.undone());
      int was = Outside.state(outside[action]);
      if (was == Outside.UNDONE) {
        outside[action] = Outside.withState(outside[action], Outside.DONE);
      } else if (was == Outside.BLOCKED) {
        outside[action] = Outside.withState(outside[action], Outside.NOT_DONE);
      }
    }
  }

  void refuse(int index) {
    vanish(index, Outside.REFUSED);
  }

  /** An observer says something, beside others that do. */
  void says(int index, int observer, int said) {
    outside[index] = Spoken.with(outside[index], observer, said);
  }

  /** Nobody can say any more what should be true of it, and of the action that it undoes. */
  void breakContract(int index) {
    outside[index] = Outside.withBroken(outside[index]);
    EffectKey key = node.effect(index).key();
    for (int i = 0; i < node.size(); i++) {
      if (!key.isAction() && node.effect(i).key().equals(key.undone())) {
        outside[i] = Outside.withBroken(outside[i]);
      }
    }
  }

  /** How a participant's own count of confirmations reads when it is final. */
  static int depth(Finality finality, boolean isFinal) {
    return isFinal ? finality.wanted() : Math.max(0, finality.wanted() - 1);
  }
}
