package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one effect is asked for: an action or a compensation.
 *
 * @param to participant and operation
 * @param with its input; null gives a step's whole input, and a compensation its action's input
 * @param answer one attempt waits this long for any answer; above 0, to ten years
 * @param deadline each wait for a higher rung takes this long, above 0, to ten years; then the
 *     effect is unknown
 * @param retry how often and when the same key is sent again
 * @param confirm when it counts as final
 * @param expect what a result must satisfy; null for anything
 * @param probe asks for the present state without changing it; null when there is no such operation
 * @param grace how long a reverted effect may take to come back; 0 to ten years
 */
public record Call(
    Target to,
    @Nullable Template with,
    Duration answer,
    Duration deadline,
    Retry retry,
    Finality confirm,
    @Nullable Expression expect,
    @Nullable Target probe,
    Duration grace) {

  public Call {
    boolean inRange =
        isPositive(answer) && isPositive(deadline) && (grace.isZero() || isPositive(grace));
    if (!inRange) {
      throw new IllegalArgumentException("a wait below zero or above ten years");
    }
  }

  private static boolean isPositive(Duration wait) {
    return wait.isPositive() && wait.compareTo(LONGEST) <= 0;
  }

  /** No wait is longer: ten years. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  public static final Duration DEFAULT_ANSWER = Duration.ofSeconds(30);
  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);
  public static final Duration DEFAULT_GRACE = Duration.ofMinutes(5);
}
