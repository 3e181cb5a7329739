package io.meanwhile.sagas.client;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One immutable event of a saga.
 *
 * @param sequence its place in the saga, from 0
 * @param type for example {@code meanwhile.saga.saga-ended}
 * @param data as stored, in the given version
 */
public record SagaEvent(
    String saga, long sequence, String type, String version, Instant recordedAt, JsonNode data) {}
