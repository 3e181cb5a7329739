package io.meanwhile.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void waitsLongerEachTimeUpToItsLongestWait() {
    Retry retry = new Retry(10, SECOND, 2, MINUTE, 0);
    assertThat(retry.delay(1, "k")).isEqualTo(SECOND);
    assertThat(retry.delay(2, "k")).isEqualTo(Duration.ofSeconds(2));
    assertThat(retry.delay(6, "k")).isEqualTo(Duration.ofSeconds(32));
    assertThat(retry.delay(7, "k")).isEqualTo(MINUTE);
    assertThat(retry.delay(Integer.MAX_VALUE, "k")).isEqualTo(MINUTE);
  }

  @Test
  void jitterStaysWithinItsBoundsAndSpreads() {
    Retry retry = new Retry(10, SECOND, 2, MINUTE, 0.2);
    Set<Duration> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      Duration wait = retry.delay(1, "s-" + i + "/lock/action/1");
      assertThat(wait).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
      seen.add(wait);
    }
    assertThat(seen).hasSizeGreaterThan(200);
  }

  @Test
  void jitterIsTheSameForTheSameKeyAndAttemptOnEveryMachine() {
    Retry retry = new Retry(10, SECOND, 1, MINUTE, 0.5);
    assertThat(retry.delay(1, "s-1/lock/action/1")).isEqualTo(Duration.ofMillis(1_060));
    assertThat(retry.delay(1, "s-1/lock/action/1")).isEqualTo(retry.delay(1, "s-1/lock/action/1"));
    assertThat(retry.delay(2, "s-1/lock/action/1"))
        .isNotEqualTo(retry.delay(1, "s-1/lock/action/1"));
  }

  @Test
  void noWaitIsAWaitToo() {
    assertThat(new Retry(3, Duration.ZERO, 2, MINUTE, 1).delay(2, "k")).isZero();
  }

  @Test
  void whatIsNoPolicyIsRefused() {
    Duration never = Duration.ofDays(3651);
    refused(0, SECOND, 2, MINUTE, 0.2);
    refused(1, SECOND, 0.9, MINUTE, 0.2);
    refused(1, SECOND, Double.NaN, MINUTE, 0.2);
    refused(1, SECOND, 2, MINUTE, -0.1);
    refused(1, SECOND, 2, MINUTE, 1.1);
    refused(1, SECOND, 2, MINUTE, Double.NaN);
    refused(1, SECOND.negated(), 2, MINUTE, 0.2);
    refused(1, SECOND, 2, MINUTE.negated(), 0.2);
    refused(1, never, 2, MINUTE, 0.2);
    refused(1, SECOND, 2, never, 0.2);
  }

  private static void refused(
      int attempts, Duration backoff, double factor, Duration max, double jitter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retry(attempts, backoff, factor, max, jitter));
  }
}
