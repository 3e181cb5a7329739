package io.meanwhile.app.log;

import java.time.Instant;

/**
 * Where a frame of a saga ends.
 *
 * @param sequence the next event's sequence number
 * @param hash the saga's chain so far
 * @param recordedAt when its last event was recorded
 */
public record FrameEnd(long sequence, Hash hash, Instant recordedAt) {}
