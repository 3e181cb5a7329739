package io.meanwhile.sagas.client;

/**
 * A saga that is on record.
 *
 * @param saga its id
 * @param created false when it had been started before by the same request
 */
public record Started(String saga, boolean created) {}
