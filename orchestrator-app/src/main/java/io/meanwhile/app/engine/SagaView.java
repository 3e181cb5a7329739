package io.meanwhile.app.engine;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.time.Instant;

/**
 * The durable state of one saga.
 *
 * @param key the internal key, time-ordered
 * @param lastEventAt when its newest event was recorded
 */
public record SagaView(Saga state, Definition definition, long key, Instant lastEventAt) {}
