package io.meanwhile.app.engine;

import io.meanwhile.app.log.Hash;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import java.time.Instant;

/**
 * A saga's events folded so far.
 *
 * @param last the chain after the last of them
 * @param at when it was recorded
 * @param correlation the saga's own
 * @param bytes how long the events are, and the snapshot in the place of those before them
 * @param kept how many of them a snapshot covers; 0 without one
 */
record Fold(Saga state, Hash last, Instant at, String correlation, long bytes, long kept) {
  static Fold nothing(Identity identity) {
    return new Fold(
        Saga.NOT_STARTED, Hash.genesis(identity.id()), identity.startedAt(), identity.id(), 0, 0);
  }

  /**
   * With the next event.
   *
   * @throws IllegalStateException when it cannot follow
   */
  Fold with(StoredEvent stored) {
    if (stored.sequence() != state.sequence()) {
      throw new IllegalStateException("event " + state.sequence() + " is missing");
    }
    return new Fold(
        SagaDecider.evolve(state, stored.event()),
        stored.hash(),
        stored.recordedAt(),
        stored.sequence() == 0 ? stored.metadata().correlation() : correlation,
        bytes + stored.payloadSize(),
        kept);
  }
}
