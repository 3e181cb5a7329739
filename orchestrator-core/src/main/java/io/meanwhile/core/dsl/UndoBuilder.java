package io.meanwhile.core.dsl;

import io.meanwhile.core.model.Level;

/**
 * Says how a step is undone.
 *
 * @param <R> what the step's action brought
 */
public final class UndoBuilder<R> extends EffectBuilder<R, UndoBuilder<R>> {
  UndoBuilder() {}

  @Override
  UndoBuilder<R> self() {
    return this;
  }

  /** A field of what the participant gets: a component of what the action brought. */
  public UndoBuilder<R> with(String field, Field<R, ?> ofResult) {
    return with(field, new Expr<>("result." + ofResult.name()));
  }

  /** How surely the compensations of what relied on the step must stand first. */
  public UndoBuilder<R> after(Level level) {
    return say("after", word(level));
  }

  /** What may stand is compensated as soon as it is given up. */
  public UndoBuilder<R> atOnce() {
    return say("atOnce", true);
  }
}
