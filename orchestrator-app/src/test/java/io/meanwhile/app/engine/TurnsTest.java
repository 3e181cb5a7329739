package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TurnsTest {
  private static final int SHARE = 3;

  private final Turns turns = new Turns(SHARE);

  @Test
  void neighboursOfABusySagaWaitForOneTurn() {
    add(1, 1, 1, 1, 1, 1, 1, 2, 3, 3);

    assertThat(all()).containsExactly(1L, 1L, 1L, 2L, 3L, 3L, 1L, 1L, 1L, 1L);
  }

  @Test
  void whoComesWhileABusySagaIsWorkedOnWaitsForOneTurn() {
    add(1, 1, 1, 1, 1, 1, 1);
    turns.poll();
    add(2);

    assertThat(all()).containsExactly(1L, 1L, 2L, 1L, 1L, 1L, 1L);
  }

  @Test
  void aloneABusySagaHasAllTurns() {
    add(1, 1, 1, 1, 1, 1, 1);

    assertThat(all()).hasSize(7);
    assertThat(turns.isEmpty()).isTrue();
  }

  @Test
  void whatIsTakenOutLeavesTheOrderOfTheOthers() {
    add(1, 2, 1, 3, 2, 1);
    turns.removeIf(item -> item.sagaKey() == 2);

    assertThat(all()).containsExactly(1L, 1L, 1L, 3L);
    add(4);
    turns.clear();
    assertThat(turns.isEmpty()).isTrue();
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostAndEachSagaKeepsItsOrder(long seed) {
    Random random = new Random(seed);
    List<LaneItem> added = new ArrayList<>();
    List<LaneItem> taken = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      if (random.nextInt(3) > 0) {
        // The losses number the work, so that its order can be seen.
        Work.Wake wake = new Work.Wake(random.nextLong(5) * random.nextLong(5), i);
        added.add(wake);
        turns.add(wake);
      } else {
        LaneItem item = turns.poll();
        if (item != null) {
          taken.add(item);
        }
      }
    }
    for (LaneItem item = turns.poll(); item != null; item = turns.poll()) {
      taken.add(item);
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(added);
    for (long saga = 0; saga <= 16; saga++) {
      assertThat(of(saga, taken)).isEqualTo(of(saga, added));
    }
  }

  private static List<LaneItem> of(long saga, List<LaneItem> items) {
    return items.stream().filter(item -> item.sagaKey() == saga).toList();
  }

  private void add(long... sagas) {
    for (long saga : sagas) {
      turns.add(new Work.Wake(saga, 0));
    }
  }

  private List<Long> all() {
    List<Long> sagas = new ArrayList<>();
    for (LaneItem item = turns.poll(); item != null; item = turns.poll()) {
      sagas.add(item.sagaKey());
    }
    return sagas;
  }
}
