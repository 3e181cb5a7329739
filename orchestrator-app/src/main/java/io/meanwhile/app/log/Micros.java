package io.meanwhile.app.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in the tables: microseconds since 1970-01-01T00:00:00Z. */
final class Micros {
  private Micros() {}

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
