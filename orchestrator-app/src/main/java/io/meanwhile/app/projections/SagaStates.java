package io.meanwhile.app.projections;

import io.meanwhile.app.engine.SagaView;
import java.util.Optional;

/** Where the list reads sagas as they durably are. */
@FunctionalInterface
public interface SagaStates {

  /**
   * The state with at least so many events; empty when there is no such saga.
   *
   * @throws io.meanwhile.app.engine.RefusedException when the saga cannot be read, or nothing can
   *     at present, which {@code retryAfter} tells apart
   */
  Optional<SagaView> view(long sagaKey, long eventCount);
}
