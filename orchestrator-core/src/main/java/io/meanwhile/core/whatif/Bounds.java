package io.meanwhile.core.whatif;

import java.time.Duration;

/**
 * How far a play goes.
 *
 * @param events stops once there are so many, 1 or more; the last decision is shown whole
 * @param time stops before a deadline so long after the play's beginning
 */
public record Bounds(int events, Duration time) {
  public static final Bounds DEFAULT = new Bounds(1_000, Duration.ofDays(3650));

  public Bounds {
    if (events < 1 || time.isNegative()) {
      throw new IllegalArgumentException("no bounds");
    }
  }

  /** Commands that lead to nothing are bounded too. */
  long commands(int recorded) {
    return 4L * events + recorded + 1_000;
  }
}
