package io.meanwhile.app.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long each saga took. */
final class Latencies {
  private final long[] nanos;

  private Latencies(long[] sorted) {
    nanos = sorted;
  }

  static Latencies of(Collection<long[]> measured) {
    return new Latencies(measured.stream().flatMapToLong(Arrays::stream).sorted().toArray());
  }

  /**
   * In milliseconds; 0 when there was nothing.
   *
   * @param share of the sagas that took no longer, from 0 to 1
   */
  double percentile(double share) {
    int index = (int) Math.min(nanos.length - 1L, (long) (nanos.length * share));
    return nanos.length == 0 ? 0 : nanos[index] / 1e6;
  }
}
