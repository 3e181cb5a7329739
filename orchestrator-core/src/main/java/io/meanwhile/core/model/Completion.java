package io.meanwhile.core.model;

import java.util.Objects;

/**
 * What completion means.
 *
 * @param goal what must stand
 * @param level at which level it must
 */
public record Completion(Goal goal, Level level) {
  public static final Completion ALL_FINAL = new Completion(Level.FINAL);

  public Completion {
    Objects.requireNonNull(goal);
    Objects.requireNonNull(level);
  }

  /** Every step, at this level. */
  public Completion(Level level) {
    this(new Goal.All(), level);
  }
}
