package io.meanwhile.app.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeHeapTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isAMapThatKnowsItsEarliest(long seed) {
    Random random = new Random(seed);
    int keys = 1 + random.nextInt(400);
    TimeHeap heap = new TimeHeap();
    Map<Long, Long> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      // Keys as sagas have them: neighbours in time share their upper bits.
      long key = ((long) random.nextInt(keys) << 20) + random.nextInt(2);
      switch (random.nextInt(4)) {
        case 0 -> {
          heap.clear(key);
          model.remove(key);
        }
        case 1 -> {
          if (!model.isEmpty()) {
            long first = heap.firstTime();
            assertThat(first).isEqualTo(model.values().stream().min(Long::compare).orElseThrow());
            assertThat(model.remove(heap.takeFirst())).isEqualTo(first);
          }
        }
        default -> {
          long time = random.nextInt(1000);
          heap.set(key, time);
          model.put(key, time);
        }
      }
      assertThat(heap.size()).isEqualTo(model.size());
      assertThat(heap.contains(key)).isEqualTo(model.containsKey(key));
    }
  }

  @Test
  void aMillionGrowAndShrinkAndComeOutInOrder() {
    TimeHeap heap = new TimeHeap();
    Random random = new Random(11);
    for (long key = 0; key < 1_000_000; key++) {
      heap.set(key, random.nextLong());
    }
    long before = Long.MIN_VALUE;
    while (heap.size() > 0) {
      assertThat(heap.firstTime()).isGreaterThanOrEqualTo(before);
      before = heap.firstTime();
      heap.takeFirst();
    }
    assertThat(heap.firstTime()).isEqualTo(Long.MAX_VALUE);
  }
}
