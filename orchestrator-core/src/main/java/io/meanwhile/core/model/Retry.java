package io.meanwhile.core.model;

import java.time.Duration;

/**
 * When the same key is sent again. The wait after the nth failed attempt is {@code backoff ×
 * factor^(n-1)}, at most {@code max}, spread by ±{@code jitter}.
 *
 * @param attempts sends in all, 1 or more
 * @param backoff wait after the first failed attempt, 0 to ten years
 * @param factor 1 or more
 * @param max longest wait before the jitter, 0 to ten years
 * @param jitter 0 to 1
 */
public record Retry(int attempts, Duration backoff, double factor, Duration max, double jitter) {
  public static final Retry DEFAULT =
      new Retry(5, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2);

  public Retry {
    boolean numbers = attempts >= 1 && factor >= 1 && jitter >= 0 && jitter <= 1;
    if (!numbers || !inRange(backoff) || !inRange(max)) {
      throw new IllegalArgumentException("not a retry policy");
    }
  }

  private static boolean inRange(Duration wait) {
    return !wait.isNegative() && wait.compareTo(Call.LONGEST) <= 0;
  }

  /** The wait after {@code failed} failed attempts; the same for the same key on every machine. */
  public Duration delay(int failed, String key) {
    double wait = (double) backoff.toMillis() * Math.pow(factor, Math.min(failed, 1000) - 1.0);
    double capped = Math.min(wait, (double) max.toMillis());
    double spread = 1 + jitter * (2 * unit(key, failed) - 1);
    return Duration.ofMillis(Math.round(capped * spread));
  }

  /** A number in [0, 1) from the key: jitter without a random source (SplitMix64's finalizer). */
  private static double unit(String key, int failed) {
    long z = key.hashCode() * 0x9E3779B97F4A7C15L + failed * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
