package io.meanwhile.app.api;

import io.meanwhile.core.standing.Standing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, what is pending, what constitutes completion.
 *
 * @param direction forward or backward
 * @param why what made it go backward
 * @param paused since when, by whom and why it is paused; absent while it is not
 * @param losses actions that stand, or may, and could not be undone
 */
@Schema(name = "Standing")
record StandingResource(
    String status,
    String direction,
    @Nullable String why,
    @Nullable PausedResource paused,
    List<Happened> happened,
    List<Pending> pending,
    Completion completion,
    List<Diverged> diverged,
    List<BlockedBy> blockedBy,
    List<String> losses) {

  @Schema(name = "Happened")
  record Happened(
      String effect,
      String level,
      @Nullable Integer depth,
      @Nullable Integer of,
      List<String> observers,
      Instant at,
      @Nullable Object result,
      @Nullable String reason,
      @Nullable String compensation,
      @Nullable List<Voice> voices) {}

  /**
   * What one of several observers said last.
   *
   * @param agrees it is one of those that put the effect where it is
   */
  @Schema(name = "Voice")
  record Voice(
      String observer,
      String says,
      @Nullable Integer depth,
      @Nullable Object result,
      Instant at,
      boolean agrees) {}

  @Schema(name = "Pending")
  record Pending(
      String effect,
      String level,
      @Nullable Instant since,
      @Nullable Instant until,
      String waitingFor,
      String then,
      @Nullable List<Voice> voices) {}

  @Schema(name = "Completion")
  record Completion(
      String rule,
      int met,
      int needed,
      boolean satisfied,
      List<String> satisfiedBy,
      List<String> stillNeeded) {}

  @Schema(name = "Diverged")
  record Diverged(
      @Nullable String effect,
      String kind,
      String expected,
      String observed,
      String reaction,
      Instant at) {}

  @Schema(name = "BlockedBy")
  record BlockedBy(
      int question, @Nullable String effect, String reason, List<String> choices, Instant since) {}

  static StandingResource of(Standing standing) {
    return new StandingResource(
        standing.status().name(),
        standing.direction(),
        standing.why(),
        PausedResource.of(standing.paused()),
        standing.happened().stream().map(StandingResource::happened).toList(),
        standing.pending().stream().map(StandingResource::pending).toList(),
        new Completion(
            standing.completion().rule(),
            standing.completion().met(),
            standing.completion().needed(),
            standing.completion().satisfied(),
            standing.completion().satisfiedBy(),
            standing.completion().stillNeeded()),
        standing.diverged().stream().map(StandingResource::diverged).toList(),
        standing.blockedBy().stream().map(StandingResource::blockedBy).toList(),
        standing.losses());
  }

  private static Happened happened(Standing.Happened happened) {
    boolean counted = happened.of() > 0;
    return new Happened(
        happened.effect(),
        happened.level().name(),
        counted ? happened.depth() : null,
        counted ? happened.of() : null,
        happened.observers(),
        happened.at(),
        happened.result(),
        happened.reason(),
        happened.compensation(),
        voices(happened.voices()));
  }

  /** Null, and so left out, where one observer is believed alone. */
  private static @Nullable List<Voice> voices(List<Standing.Said> voices) {
    return voices.isEmpty() ? null : voices.stream().map(StandingResource::said).toList();
  }

  private static Voice said(Standing.Said said) {
    return new Voice(
        said.observer(),
        Words.of(said.says()),
        said.depth() == 0 ? null : Integer.valueOf(said.depth()),
        said.result(),
        said.at(),
        said.agrees());
  }

  private static Pending pending(Standing.Pending pending) {
    return new Pending(
        pending.effect(),
        pending.level().name(),
        pending.since(),
        pending.until(),
        pending.waitingFor(),
        pending.then(),
        voices(pending.voices()));
  }

  private static Diverged diverged(Standing.Diverged diverged) {
    return new Diverged(
        diverged.effect(),
        Words.of(diverged.kind()),
        diverged.expected(),
        diverged.observed(),
        Words.of(diverged.reaction()),
        diverged.at());
  }

  private static BlockedBy blockedBy(Standing.BlockedBy blocked) {
    return new BlockedBy(
        blocked.question(),
        blocked.effect(),
        blocked.reason(),
        blocked.choices().stream().map(Words::of).toList(),
        blocked.since());
  }
}
