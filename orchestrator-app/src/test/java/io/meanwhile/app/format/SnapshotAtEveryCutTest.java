package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A snapshot is a shortcut and nothing else: wherever a history is cut, the state read back from
 * its bytes and the events after it give, byte for byte, what all the events give.
 */
class SnapshotAtEveryCutTest {
  private final EventCodec events = new EventCodec();
  private final SnapshotCodec snapshots = new SnapshotCodec();

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void snapshotAndTailAreTheWholeHistory(long seed) {
    List<SagaEvent> history = asStored(new RandomHistory(seed).events());
    String whole = text(fold(Saga.NOT_STARTED, history));
    for (int cut = 0; cut <= history.size(); cut++) {
      byte[] snapshot = encoded(fold(Saga.NOT_STARTED, history.subList(0, cut)));
      Saga read = snapshots.decode(snapshot).saga();
      assertThat(encoded(read)).isEqualTo(snapshot);
      assertThat(text(fold(read, history.subList(cut, history.size()))))
          .as("cut before event %d of %s", cut, history)
          .isEqualTo(whole);
    }
  }

  @Test
  void theHistoriesAreOfManyKinds() {
    Set<Class<?>> kinds = new HashSet<>();
    seeds()
        .forEach(
            seed -> new RandomHistory(seed).events().forEach(event -> kinds.add(event.getClass())));
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(15);
  }

  /** There and back, since what a restart folds has been written and read. */
  private List<SagaEvent> asStored(List<SagaEvent> history) {
    List<SagaEvent> stored = new ArrayList<>();
    for (SagaEvent event : history) {
      JsonBuffer out = new JsonBuffer();
      events.form(event).write(out, event);
      byte[] payload = out.copy(0, out.size());
      stored.add(
          events.read(
              events.type(event),
              events.form(event).version(),
              event.at(),
              payload,
              0,
              payload.length));
    }
    assertThat(stored).isEqualTo(history);
    return stored;
  }

  private static Saga fold(Saga from, List<SagaEvent> history) {
    Saga saga = from;
    for (SagaEvent event : history) {
      saga = SagaDecider.evolve(saga, event);
    }
    return saga;
  }

  private byte[] encoded(Saga saga) {
    return snapshots.encode(new SnapshotCodec.Kept("c", saga));
  }

  private String text(Saga saga) {
    return new String(encoded(saga), StandardCharsets.UTF_8);
  }
}
