package io.meanwhile.app.log;

import io.meanwhile.core.model.DefinitionRef;
import java.time.Instant;

/**
 * Which saga a business id names.
 *
 * @param sagaKey the internal, time-ordered key
 * @param id the business id
 * @param requestDigest see {@link Birth#requestDigest()}
 */
public record Identity(
    long sagaKey, String id, String requestDigest, DefinitionRef definition, Instant startedAt) {}
