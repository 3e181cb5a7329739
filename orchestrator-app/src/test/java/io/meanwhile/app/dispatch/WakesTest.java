package io.meanwhile.app.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WakesTest {
  private static final int MILLION = 1_000_000;

  /** Over three seconds, after all are set. How late they were is printed, not judged: see docs. */
  @Test
  void aMillionRingOnceEachAndNoneEarly() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long[] at = new long[MILLION];
    long[] late = new long[MILLION];
    BitSet rang = new BitSet(MILLION);
    CountDownLatch all = new CountDownLatch(MILLION);
    long start = System.nanoTime() + 3_000_000_000L;
    try (Wakes wakes =
        new Wakes(
            "test",
            System::nanoTime,
            key -> {
              late[(int) key] = System.nanoTime() - at[(int) key];
              assertThat(rang.get((int) key)).isFalse();
              rang.set((int) key);
              all.countDown();
            })) {
      for (int key = 0; key < MILLION; key++) {
        at[key] = start + (long) (random.nextDouble() * 3_000_000_000L);
        wakes.set(key, at[key]);
      }
      all.await();
      assertThat(wakes.size()).isZero();
    }
    assertThat(rang.cardinality()).isEqualTo(MILLION);
    Arrays.sort(late);
    assertThat(late[0]).as("early, seed " + seed).isNotNegative();
    System.out.printf(
        "a million wakes: p50 %.3f ms late, p99 %.3f ms, most %.3f ms%n",
        late[MILLION / 2] / 1e6, late[MILLION / 100 * 99] / 1e6, late[MILLION - 1] / 1e6);
  }

  @Test
  void whatIsSetAnewRingsAtTheNewTimeOnly() throws Exception {
    CountDownLatch rang = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    try (Wakes wakes =
        new Wakes("test", System::nanoTime, key -> (key == 1 ? rang : other).countDown())) {
      wakes.set(1, System.nanoTime() + 3_600_000_000_000L);
      wakes.setIfAbsent(1, 0);
      wakes.set(2, System.nanoTime() + 3_600_000_000_000L);
      wakes.set(3, System.nanoTime() + 50_000_000L);
      wakes.clear(3);
      wakes.clear(4);
      assertThat(rang.getCount()).isEqualTo(1);
      wakes.set(1, System.nanoTime() + 100_000_000L);
      rang.await();
      assertThat(other.getCount()).isEqualTo(1);
      assertThat(wakes.size()).isEqualTo(1);
    }
  }
}
