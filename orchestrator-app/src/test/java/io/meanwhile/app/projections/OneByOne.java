package io.meanwhile.app.projections;

import io.meanwhile.app.engine.SagaStates;
import io.meanwhile.app.engine.SagaView;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Sagas that cannot be told several at once. */
record OneByOne(BiFunction<Long, Long, Optional<SagaView>> each) implements SagaStates {
  @Override
  public Optional<SagaView> view(long sagaKey, long eventCount) {
    return each.apply(sagaKey, eventCount);
  }

  @Override
  public Map<Long, SagaView> views(Map<Long, Long> eventCounts) {
    return Map.of();
  }
}
