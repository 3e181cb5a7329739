package io.meanwhile.app.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets starts wait for what follows the log. Whoever looks at the list of sagas must see them soon
 * also while as many are started as the machine can take; and a follower that falls behind gets
 * slower, since what it has to read is in memory for a moment only.
 *
 * <p>Only starts wait, a second at most: what runs goes on. A follower that says nothing, because
 * it is through or because it stands still, keeps nobody waiting.
 */
final class Pace {
  /** So far behind it may be without anybody waiting. */
  static final Duration FREE = Duration.ofMillis(250);

  private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

  /** What was said longer ago is not true any more. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private final LongConsumer sleep;
  private volatile @Nullable Heard heard;

  private record Heard(long behindNanos, long atNanos) {}

  Pace() {
    this(System::nanoTime, LockSupport::parkNanos);
  }

  Pace(LongSupplier nanoTime, LongConsumer sleep) {
    this.nanoTime = nanoTime;
    this.sleep = sleep;
  }

  /** The follower is so far behind now. */
  void behind(Duration lag) {
    heard = new Heard(nanos(lag), nanoTime.getAsLong());
  }

  /** 0 when it is not too far; a clock that was put back or forth makes no lag of years. */
  private static long nanos(Duration lag) {
    boolean most = lag.compareTo(FREE.plusNanos(LONGEST_NANOS)) > 0;
    return most ? FREE.toNanos() + LONGEST_NANOS : lag.compareTo(FREE) > 0 ? lag.toNanos() : 0;
  }

  /** Waits as long as the follower is too far behind. */
  void await() {
    Heard last = heard;
    if (last != null && last.behindNanos > 0 && nanoTime.getAsLong() - last.atNanos < FRESH_NANOS) {
      sleep.accept(last.behindNanos - FREE.toNanos());
    }
  }
}
