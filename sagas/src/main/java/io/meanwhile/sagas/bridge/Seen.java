package io.meanwhile.sagas.bridge;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Times of seeing that never repeat, so that of two statements the newer can be told. */
final class Seen {
  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  Seen(Clock clock) {
    this.clock = clock;
  }

  /** A moment later than all before it, in microseconds. */
  At now() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    return new At(last.updateAndGet(before -> Math.max(before + 1, micros)));
  }

  /** One moment. */
  record At(long micros) {

    String id() {
      return Long.toString(micros);
    }

    Instant time() {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
  }
}
