package io.meanwhile.app.log;

import java.time.Instant;

/**
 * A definition as it was handed in.
 *
 * @param digest SHA-256 of its content, in lower-case hex
 * @param mediaType of the source, such as {@code application/yaml}
 * @param registeredBy who handed it in
 */
public record StoredDefinition(
    String name,
    int version,
    String digest,
    String mediaType,
    String source,
    Instant registeredAt,
    String registeredBy) {}
