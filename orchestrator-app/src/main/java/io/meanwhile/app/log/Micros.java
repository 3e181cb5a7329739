package io.meanwhile.app.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in the tables: microseconds since 1970-01-01T00:00:00Z. */
public final class Micros {
  private static final long SECOND = 1_000_000;

  private Micros() {}

  /** Beyond the years that fit it is the first or the last moment there is. */
  public static long of(Instant time) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    } catch (ArithmeticException beyond) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
  }
}
