package io.meanwhile.app.api;

import io.meanwhile.app.format.Section;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report says, whoever made it.
 *
 * @param outcome of a compensation: undone or blocked
 * @param observedAt when the observer saw it; null means when it arrives
 * @param sequence the observer's own number of this report, 0 or more
 */
record ReportContent(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"accepted", "confirmed", "final", "refused", "reverted", "unknown"})
        String status,
    @Nullable Integer depth,
    @Nullable Object result,
    @Nullable String reason,
    @Schema(allowableValues = {"undone", "blocked"}) @Nullable String outcome,
    @Nullable Instant occurredAt,
    @Nullable Instant observedAt,
    @Schema(
            example = "42",
            description =
                "The observer's own number of this report. Of two that have one the higher counts;"
                    + " else the later observedAt does.")
        @Nullable String sequence) {

  static final int LONGEST = 200;
  private static final int LONGEST_REASON = 10_000;
  private static final int DEEPEST = 1_000_000_000;

  /** These keys, after those that say what it is about. */
  static String[] keys(String... about) {
    Stream<String> own =
        Stream.of(
            "status",
            "depth",
            "result",
            "reason",
            "outcome",
            "occurredAt",
            "observedAt",
            "sequence");
    return Stream.concat(Stream.of(about), own).toArray(String[]::new);
  }

  static ReportContent read(Section section) {
    section.require("status");
    return new ReportContent(
        Objects.requireNonNullElse(section.word("status", Words.all(Report.class)), ""),
        section.whole("depth", 0, DEEPEST),
        section.value("result"),
        section.line("reason", LONGEST_REASON),
        section.word("outcome", Words.all(CompensationOutcome.class)),
        section.instant("occurredAt"),
        section.instant("observedAt"),
        Sequences.read(section, "sequence", 0));
  }

  /** The report as the model knows it. */
  Observation of(EffectKey effect, String observer, String id, Instant now) {
    return new Observation(
        effect,
        observer,
        id,
        Words.parse(Report.class, status).orElseThrow(),
        depth,
        result,
        reason,
        Words.parse(CompensationOutcome.class, outcome).orElse(null),
        occurredAt,
        Objects.requireNonNullElse(observedAt, now),
        sequence == null ? null : Long.valueOf(sequence));
  }
}
