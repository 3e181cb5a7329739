package io.meanwhile.app.engine;

import java.time.Duration;

/**
 * Whether the log can be written. Each outage begins a new epoch: what was decided in an earlier
 * one, on state that may not be in the log, is void.
 */
final class Outage {
  /** How long a caller is told to stay away. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private volatile long epoch;
  private volatile boolean open = true;

  long epoch() {
    return epoch;
  }

  /** True while the log can be written. */
  boolean open() {
    return open;
  }

  /** Only the writer calls it: the log cannot be written from now on. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void begin() {
    open = false;
    epoch++;
  }

  void end() {
    open = true;
  }

  static RefusedException unavailable(String why) {
    return new RefusedException("unavailable", why, RETRY_AFTER);
  }
}
