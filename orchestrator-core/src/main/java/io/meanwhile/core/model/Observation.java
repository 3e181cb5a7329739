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
 * @param seenAt when the observer saw it; of each observer the newest statement counts
 * @param sequence the observer's own number of this report, 0 or more; which is newer is told by it
 *     where both reports have one, else by {@code seenAt}
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
    Instant seenAt,
    @Nullable Long sequence) {

  public Observation {
    Objects.requireNonNull(effect);
    Objects.requireNonNull(observer);
    Objects.requireNonNull(id);
    Objects.requireNonNull(status);
    Objects.requireNonNull(seenAt);
    if (depth != null && depth < 0) {
      throw new IllegalArgumentException("depth below 0: " + depth);
    }
    if (sequence != null && sequence < 0) {
      throw new IllegalArgumentException("sequence below 0: " + sequence);
    }
    result = Json.copy(result);
  }

  /** A report that has no number of its observer's own. */
  public Observation(
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
    this(effect, observer, id, status, depth, result, reason, outcome, occurredAt, seenAt, null);
  }

  /** The same report, seen at this time. */
  public Observation seen(Instant at) {
    return new Observation(
        effect, observer, id, status, depth, result, reason, outcome, occurredAt, at, sequence);
  }

  /** The same report as a refusal for this reason. */
  public Observation refusing(String why) {
    return new Observation(
        effect,
        observer,
        id,
        Report.REFUSED,
        depth,
        null,
        why,
        outcome,
        occurredAt,
        seenAt,
        sequence);
  }

  /** The same report in other words. */
  public Observation saying(String name, @Nullable Object data, @Nullable String why) {
    return new Observation(
        effect, observer, name, status, depth, data, why, outcome, occurredAt, seenAt, sequence);
  }

  /** Equal for the same report handed in twice; stable on every machine. */
  public String fingerprint() {
    String content = Fingerprint.of(status.name(), depth, result, reason, outcome, occurredAt);
    return observer + '|' + id + '|' + content + (sequence == null ? "" : "|" + sequence);
  }
}
