package io.meanwhile.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.log.Hash;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotSagasTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Map<Long, HotSaga> shared = new HashMap<>();
  private final List<Long> left = new ArrayList<>();

  @Test
  void whatIsTooLargeTogetherGoesTheLongestUnusedFirst() {
    HotSagas sagas = sagas(100, 1_000_000);
    sagas.put(saga(1, 400_000));
    sagas.put(saga(2, 400_000));
    sagas.put(saga(3, 400_000));
    assertThat(sagas.get(1)).isNotNull();
    sagas.trim();
    assertThat(left).containsExactly(2L);
    assertThat(shared).containsOnlyKeys(1L, 3L);
  }

  @Test
  void aSagaThatGrowsIsCountedAsItIs() {
    HotSagas sagas = sagas(100, 1_000_000);
    HotSaga grows = saga(1, 1_000);
    sagas.put(grows);
    for (int i = 0; i < 10; i++) {
      grows.bytes += 90_000;
      sagas.put(grows);
    }
    sagas.put(saga(2, 1_000));
    sagas.trim();
    assertThat(left).isEmpty();
    sagas.put(saga(3, 200_000));
    sagas.trim();
    assertThat(left).containsExactly(1L);
    sagas.put(saga(4, 700_000));
    sagas.trim();
    assertThat(shared).containsOnlyKeys(2L, 3L, 4L);
  }

  @Test
  void whatIsNotWrittenYetStaysHoweverLarge() {
    HotSagas sagas = sagas(1, 1_000);
    HotSaga busy = saga(1, 5_000_000);
    busy.unwritten.incrementAndGet();
    sagas.put(busy);
    sagas.put(saga(2, 10));
    sagas.trim();
    assertThat(left).containsExactly(2L);
    busy.unwritten.decrementAndGet();
    sagas.trim();
    assertThat(shared).isEmpty();
    assertThat(sagas.size()).isZero();
  }

  private HotSagas sagas(int bound, long bytes) {
    return new HotSagas(bound, bytes, shared, saga -> left.add(saga.key()));
  }

  private static HotSaga saga(long key, long bytes) {
    if (!(DefinitionReader.read("saga: a\nversion: 1\nsteps: { b: { call: c/d } }\n", Syntax.YAML)
        instanceof DefinitionReader.Outcome.Fine(Definition definition, var _, var _))) {
      throw new AssertionError("flawed");
    }
    DefinitionRef ref = definition.ref();
    Saga state =
        SagaDecider.evolve(
            Saga.NOT_STARTED,
            new SagaEvent.SagaStarted(NOON, "s-" + key, ref, null, Map.of(), null));
    var pinned = new HotSaga.Pinned(key, "s-" + key, definition, "r", "c");
    HotSaga saga = HotSaga.replayed(pinned, state, definition, Hash.genesis("s-" + key), NOON);
    saga.bytes = bytes;
    return saga;
  }
}
