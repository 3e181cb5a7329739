package io.meanwhile.app.messages;

import java.time.Duration;

/**
 * How much is kept.
 *
 * @param keep how long a message is kept for a step that begins to wait for it, and remembered so
 *     that it is not taken twice
 * @param most how many are remembered; of those that were taken the oldest are forgotten first, and
 *     when all are kept, more are refused as busy
 */
public record MessageLimits(Duration keep, int most) {
  public static final MessageLimits DEFAULT = new MessageLimits(Duration.ofDays(1), 100_000);

  public MessageLimits {
    if (!keep.isPositive() || most < 1) {
      throw new IllegalArgumentException("keeps nothing: " + keep + ", " + most);
    }
  }
}
