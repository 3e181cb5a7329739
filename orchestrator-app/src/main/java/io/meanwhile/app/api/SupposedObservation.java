package io.meanwhile.app.api;

import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report that nobody made.
 *
 * @param effect the effect's key; null in the place of a recorded one means the same effect
 * @param observer null for the participant, or for who made the recorded one
 * @param observedAt null means when it arrives
 */
@Schema(name = "SupposedObservation")
record SupposedObservation(
    @Schema(example = "lock/action/1") @Nullable String effect,
    @Nullable String observer,
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"accepted", "confirmed", "final", "refused", "reverted", "unknown"})
        String status,
    @Nullable Integer depth,
    @Nullable Object result,
    @Nullable String reason,
    @Schema(allowableValues = {"undone", "blocked"}) @Nullable String outcome,
    @Nullable Instant occurredAt,
    @Nullable Instant observedAt) {

  static final Keys KEYS =
      Keys.of(
              "effect",
              "observer",
              "status",
              "depth",
              "result",
              "reason",
              "outcome",
              "occurredAt",
              "observedAt")
          .withNulls();
  private static final int LONGEST = 200;
  private static final int LONGEST_REASON = 10_000;
  private static final int DEEPEST = 1_000_000_000;

  static SupposedObservation read(Section section, boolean added) {
    section.require("status");
    if (added) {
      section.require("effect");
    }
    return new SupposedObservation(
        effect(section),
        section.line("observer", LONGEST),
        Objects.requireNonNullElse(section.word("status", Words.all(Report.class)), ""),
        section.whole("depth", 0, DEEPEST),
        section.value("result"),
        section.line("reason", LONGEST_REASON),
        section.word("outcome", Words.all(CompensationOutcome.class)),
        section.instant("occurredAt"),
        section.instant("observedAt"));
  }

  private static @Nullable String effect(Section section) {
    String text = section.line("effect", LONGEST + LONGEST);
    try {
      return text == null ? null : EffectKey.parse(text).toString();
    } catch (IllegalArgumentException notAKey) {
      section.flaw("bad-effect", "effect", "effect must be a key such as lock/action/1", null);
      return null;
    }
  }

  /**
   * The report as the model knows it.
   *
   * @param key what it is about, unless it says so itself
   * @param by who reports, unless it says so itself
   */
  Observation of(EffectKey key, String by, String id, Instant now) {
    return new Observation(
        effect == null ? key : EffectKey.parse(effect),
        Objects.requireNonNullElse(observer, by),
        id,
        Words.parse(Report.class, status).orElseThrow(),
        depth,
        result,
        reason,
        Words.parse(CompensationOutcome.class, outcome).orElse(null),
        occurredAt,
        Objects.requireNonNullElse(observedAt, now));
  }
}
