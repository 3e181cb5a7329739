package io.meanwhile.app.engine;

/**
 * What a caller gets once its command is durable.
 *
 * @param saga the saga's id
 * @param sequence how many events the saga has now
 * @param created true when this command started it
 */
public record Receipt(String saga, long sequence, boolean created) {}
