package io.meanwhile.app.log;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives out internal saga keys: growing 64-bit numbers, so that neighbours in time are neighbours
 * in the index. The upper bits are milliseconds; the lower 20 count within one. Where several
 * processes give out keys for one log, the first 10 of these are the process's number. Thread-safe.
 */
public final class SagaKeys {
  private static final int COUNTER_BITS = 20;
  private static final int OWN_BITS = 10;

  /** How many processes can have numbers of their own. */
  static final int PROCESSES = 1 << (COUNTER_BITS - OWN_BITS);

  private final AtomicLong last;
  private final long from;
  private final long size;

  /**
   * Goes on after a key, in a process that alone gives out keys.
   *
   * @param last the largest key in the log, 0 when there is none: keys grow even when the clock was
   *     set back
   */
  public SagaKeys(long last) {
    this(last, 0, 1L << COUNTER_BITS);
  }

  /**
   * Goes on after a key, in one of several processes.
   *
   * @param process its number, from 0 to 1023
   */
  SagaKeys(long last, int process) {
    this(last, (long) process << OWN_BITS, 1L << OWN_BITS);
  }

  private SagaKeys(long last, long from, long size) {
    this.last = new AtomicLong(last);
    this.from = from;
    this.size = size;
  }

  /** A key that is larger than every one before it. */
  public long next(Instant now) {
    long floor = now.toEpochMilli() << COUNTER_BITS;
    return last.updateAndGet(before -> own(Math.max(before + 1, floor)));
  }

  /** The smallest key of this process's own that is not smaller. */
  private long own(long least) {
    long start = (least >>> COUNTER_BITS << COUNTER_BITS) + from;
    if (least < start) {
      return start;
    }
    return least < start + size ? least : start + (1L << COUNTER_BITS);
  }
}
