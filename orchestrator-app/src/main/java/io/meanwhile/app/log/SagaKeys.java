package io.meanwhile.app.log;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out internal saga keys: growing 64-bit numbers, so that neighbours in time are neighbours
 * in the index. The upper bits are milliseconds; the lower 20 count within one. Thread-safe.
 */
public final class SagaKeys {
  private static final int COUNTER_BITS = 20;

  private final AtomicLong last;

  /**
   * Goes on after a key.
   *
   * @param last the largest key in the log, 0 when there is none: keys grow even when the clock was
   *     set back
   */
  public SagaKeys(long last) {
    this.last = new AtomicLong(last);
  }

  /** A key that is larger than every one before it. */
  public long next(Instant now) {
    long floor = now.toEpochMilli() << COUNTER_BITS;
    return last.updateAndGet(before -> Math.max(before + 1, floor));
  }
}
