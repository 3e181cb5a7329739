package io.meanwhile.app.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Durable states, from memory where they are there, otherwise from the log. */
final class DurableSagas implements SagaStates {
  private final Map<Long, HotSaga> hot;
  private final SagaReader reader;

  DurableSagas(Map<Long, HotSaga> hot, SagaReader reader) {
    this.hot = hot;
    this.reader = reader;
  }

  @Override
  public Optional<SagaView> view(long sagaKey, long eventCount) {
    SagaView inMemory = inMemory(sagaKey, eventCount);
    return inMemory == null ? reader.view(sagaKey) : Optional.of(inMemory);
  }

  @Override
  public Map<Long, SagaView> views(Map<Long, Long> eventCounts) {
    Map<Long, SagaView> views = new HashMap<>();
    Map<Long, Long> gone = new HashMap<>();
    eventCounts.forEach((key, count) -> {
      SagaView inMemory = inMemory(key, count);
      if (inMemory == null) {
        gone.put(key, count);
      } else {
        views.put(key, inMemory);
      }
    });
    reader.addViews(gone, views);
    return views;
  }

  private @Nullable SagaView inMemory(long sagaKey, long eventCount) {
    HotSaga saga = hot.get(sagaKey);
    SagaView durable = saga == null ? null : saga.view();
    return durable == null || durable.state().sequence() < eventCount ? null : durable;
  }
}
