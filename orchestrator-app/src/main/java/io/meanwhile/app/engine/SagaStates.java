package io.meanwhile.app.engine;

import java.util.Map;
import java.util.Optional;

/**
 * Sagas as they durably are, by their internal keys: for those who follow the log. What is in
 * memory may be a moment behind it.
 */
public interface SagaStates {

  /**
   * The state with at least so many events; empty when there is no such saga.
   *
   * @throws RefusedException saga-stopped; unavailable, with {@code retryAfter}, when nothing can
   *     be read at present
   */
  Optional<SagaView> view(long sagaKey, long eventCount);

  /**
   * The states of many, by key; those that are to be asked for one by one are left out.
   *
   * @param eventCounts how many events each is to have at least, by key
   * @throws RefusedException unavailable
   */
  Map<Long, SagaView> views(Map<Long, Long> eventCounts);
}
