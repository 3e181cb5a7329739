package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One named step: an action and, if it can be undone, its compensation.
 *
 * @param name {@code [a-z][a-z0-9-]{0,62}}
 * @param after what must stand before it begins, and at which level
 * @param action what is asked
 * @param undo the compensation; null when there is nothing to undo
 * @param pivot the point of no return
 * @param irreversible cannot be undone: given up, it is listed as a loss
 * @param when its guard: false when it could begin, the step is skipped; null for no guard
 * @param undoing when its compensation begins
 */
public record Step(
    String name,
    Map<String, Level> after,
    Call action,
    @Nullable Call undo,
    boolean pivot,
    boolean irreversible,
    @Nullable Expression when,
    Undoing undoing) {

  public Step {
    after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
  }

  /** A step without a guard. */
  public Step(
      String name,
      Map<String, Level> after,
      Call action,
      @Nullable Call undo,
      boolean pivot,
      boolean irreversible) {
    this(name, after, action, undo, pivot, irreversible, null, Undoing.DEFAULT);
  }

  /** The same step with this guard. */
  public Step guarded(@Nullable Expression guard) {
    return new Step(name, after, action, undo, pivot, irreversible, guard, undoing);
  }

  /** The same step whose compensation begins like this. */
  public Step undoneBy(Undoing other) {
    return new Step(name, after, action, undo, pivot, irreversible, when, other);
  }
}
