package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One immutable report about one effect, by one observer.
 *
 * @param effect what it is about
 * @param observer who reports
 * @param id the observer's own id of this report; the same id, observer and content is stored once
 * @param status what is reported
 * @param depth confirmations so far, 0 or more; null when the observer does not count them
 * @param result JSON-shaped result
 * @param reason why, for a refusal or a revert
 * @param outcome for a compensation: undone or blocked
 * @param occurredAt when it happened outside, if the observer says so
 * @param seenAt when the observer saw it; of each observer the newest statement by this time counts
 */
public record Observation(
    EffectKey effect,
    String observer,
    String id,
    Report status,
    @Nullable Integer depth,
    @Nullable Object result,
    @Nullable String reason,
    @Nullable CompensationOutcome outcome,
    @Nullable Instant occurredAt,
    Instant seenAt) {

  public Observation {
    Objects.requireNonNull(effect);
    Objects.requireNonNull(observer);
    Objects.requireNonNull(id);
    Objects.requireNonNull(status);
    Objects.requireNonNull(seenAt);
    if (depth != null && depth < 0) {
      throw new IllegalArgumentException("depth below 0: " + depth);
    }
    result = Json.copy(result);
  }

  /** Equal for the same report handed in twice; stable on every machine. */
  public String fingerprint() {
    return observer
        + '|'
        + id
        + '|'
        + Fingerprint.of(status.name(), depth, result, reason, outcome, occurredAt);
  }
}
