package io.meanwhile.app.log;

import io.meanwhile.core.model.DefinitionRef;
import java.time.Instant;
import java.util.Objects;

/**
 * What is written once, with a saga's first frame, beside its events.
 *
 * @param requestDigest SHA-256 of the request that started it, in lower-case hex: tells a repeated
 *     start from a different one under the same id
 * @param definition what the saga is pinned to
 */
public record Birth(String requestDigest, DefinitionRef definition, Instant startedAt) {
  public Birth {
    Objects.requireNonNull(requestDigest);
    Objects.requireNonNull(definition);
    Objects.requireNonNull(startedAt);
  }
}
