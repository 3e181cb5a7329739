package io.meanwhile.core.decider;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.List;

/**
 * Which actions keep their rules when their saga is migrated. One that is named takes over those of
 * the step that it is named for, except where that would leave it to a participant, or to
 * observers, that know nothing of it.
 */
final class TakingOver {
  private final Definition now;
  private final Saga saga;
  private final Definition to;
  private final Mapping mapping;

  TakingOver(Definition now, Saga saga, Definition to, Mapping mapping) {
    this.now = now;
    this.saga = saga;
    this.to = to;
    this.mapping = mapping;
  }

  /** In the order begun. */
  List<EffectKey> keeps() {
    return saga.all().stream()
        .filter(effect -> effect.key().isAction() && !effect.key().isMember())
        .filter(this::keeps)
        .map(Effect::key)
        .toList();
  }

  private boolean keeps(Effect action) {
    String place = action.key().place();
    String name = mapping.counted(place);
    if (name == null) {
      return true; // there is nothing to take over
    }
    if (action.rung() == Rung.SKIPPED) {
      return false; // it has not begun
    }
    boolean own = saga.migrated().keeps(action.key()) == null;
    if (!mapping.names(place)) {
      return !own || !to.ref().equals(now.ref());
    }
    return !fits(action, to.step(name));
  }

  private boolean fits(Effect action, Step step) {
    Step before = now.step(action.key());
    if (action.isGroup() || step.flow() != null || before.pivot() != step.pivot()) {
      return false;
    }
    return asks(action, before.action(), step.action()) && undoes(action, before, step);
  }

  /** What is in flight is confirmed as it was to be when it was asked for. */
  private static boolean asks(Effect effect, Call before, Call there) {
    boolean settled = effect.rung() == Rung.FINAL || effect.rung() == Rung.VOID;
    return effect.to().equals(there.to()) && (settled || before.confirm().equals(there.confirm()));
  }

  private boolean undoes(Effect action, Step before, Step step) {
    Call there = step.undo();
    for (Effect undo : saga.compensations(action.key())) {
      boolean over = undo.rung() == Rung.VOID;
      boolean fits =
          there != null
              && (over || asks(undo, java.util.Objects.requireNonNull(before.undo()), there));
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
