package io.meanwhile.core.dsl;

import java.time.Duration;

/** Durations as people write them: whole days as days. */
final class Durations {
  private Durations() {}

  static String text(Duration time) {
    boolean days = time.isPositive() && time.equals(Duration.ofDays(time.toDays()));
    return days ? "P" + time.toDays() + "D" : time.toString();
  }
}
