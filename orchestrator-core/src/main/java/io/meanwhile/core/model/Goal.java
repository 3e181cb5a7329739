package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.util.List;

/** What must stand for a saga to be complete. */
public sealed interface Goal {

  /** Every step; one that was skipped is satisfied. */
  record All() implements Goal {}

  /** At least one step; a skipped one does not count, since nothing stands. */
  record Any() implements Goal {}

  /**
   * At least so many of these steps; skipped ones do not count.
   *
   * @param count 1 or more
   * @param of names of steps, each once
   */
  record AtLeast(int count, List<String> of) implements Goal {
    public AtLeast {
      of = List.copyOf(of);
      if (count < 1) {
        throw new IllegalArgumentException("count below 1: " + count);
      }
    }
  }

  /** An expression over the results of what stands at the goal's level. */
  record Holds(Expression expression) implements Goal {}
}
