package io.meanwhile.app.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a stored message.
 *
 * @param position in the order in which they were received
 * @param takenBy the first effect that it was for; null while it is kept
 */
public record MessageHead(
    long position,
    String id,
    String name,
    String digest,
    Instant receivedAt,
    @Nullable String takenBy) {}
