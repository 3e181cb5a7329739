package io.meanwhile.app.log;

import java.time.Instant;

/**
 * What is stored about an event beside its payload.
 *
 * @param digest SHA-256 of the payload's canonical bytes, in lower-case hex
 */
record EventEnvelope(
    long sequence,
    String type,
    String version,
    Instant recordedAt,
    Metadata metadata,
    String digest) {}
