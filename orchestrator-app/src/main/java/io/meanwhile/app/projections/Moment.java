package io.meanwhile.app.projections;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the list's tables hold them: microseconds since 1970. */
final class Moment {
  private static final long MICROS = 1_000_000;

  private Moment() {}

  /** Beyond the years that fit it is the first or the last moment there is. */
  static long of(Instant instant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (ArithmeticException beyond) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
  }
}
