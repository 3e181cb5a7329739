package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Duration> waits = new ArrayList<>();
  private final Pace pace = new Pace(now::get, nanos -> waits.add(Duration.ofNanos(nanos)));

  private void startAfter(Duration lag) {
    pace.behind(lag);
    pace.await();
  }

  @Test
  void nobodyWaitsForAFollowerThatKeepsUp() {
    pace.await();
    startAfter(Duration.ZERO);
    startAfter(Pace.FREE);

    assertThat(waits).isEmpty();
  }

  @Test
  void aStartWaitsAsLongAsTheFollowerIsTooFarBehindAndASecondAtMost() {
    startAfter(Pace.FREE.plusMillis(30));
    startAfter(Pace.FREE.plusMillis(900));
    startAfter(Duration.ofDays(400_000));

    assertThat(waits)
        .containsExactly(Duration.ofMillis(30), Duration.ofMillis(900), Duration.ofSeconds(1));
  }

  @Test
  void whatWasSaidASecondAgoKeepsNobodyWaiting() {
    pace.behind(Duration.ofSeconds(3));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    pace.await();

    assertThat(waits).isEmpty();
  }
}
