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
 * One report about one effect.
 *
 * @param effect the effect's key, with or without the saga's id before it
 * @param observer who reports; null for the participant that the effect was asked of, else the name
 *     of the key
 * @param id the observer's own id of this report
 * @param outcome of a compensation: undone or blocked
 * @param observedAt when the observer saw it; null means when it arrives
 */
@Schema(name = "Observation")
record ObservationBody(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "lock/action/1") String effect,
    @Nullable String observer,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String id,
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
              "id",
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

  static ObservationBody read(Section section) {
    section.require("effect");
    section.require("id");
    section.require("status");
    return new ObservationBody(
        Objects.requireNonNullElse(section.line("effect", LONGEST + LONGEST), ""),
        section.line("observer", LONGEST),
        Objects.requireNonNullElse(section.line("id", LONGEST), ""),
        Objects.requireNonNullElse(section.word("status", Words.all(Report.class)), ""),
        section.whole("depth", 0, DEEPEST),
        section.value("result"),
        section.line("reason", LONGEST_REASON),
        section.word("outcome", Words.all(CompensationOutcome.class)),
        section.instant("occurredAt"),
        section.instant("observedAt"));
  }

  /**
   * The report as the model knows it.
   *
   * @param participant whom the effect was asked of
   */
  Observation of(EffectKey key, String participant, Instant now) {
    return new Observation(
        key,
        Objects.requireNonNullElse(observer, participant),
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
