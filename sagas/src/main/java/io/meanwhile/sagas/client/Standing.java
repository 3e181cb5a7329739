package io.meanwhile.sagas.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened to a saga, what is pending, what constitutes completion. */
public record Standing(
    String status,
    @Nullable String why,
    List<Happened> happened,
    List<Pending> pending,
    Completion completion,
    List<Diverged> diverged,
    List<BlockedBy> blockedBy) {

  /**
   * An effect whose outcome is known.
   *
   * @param compensation undone or blocked, once it was
   */
  public record Happened(
      String effect,
      String level,
      @Nullable Integer depth,
      Instant at,
      @Nullable Object result,
      @Nullable String reason,
      @Nullable String compensation) {}

  /** An effect, or a step not begun, that is waited for. */
  public record Pending(
      String effect, String level, @Nullable Instant until, String waitingFor, String then) {}

  /** Met of needed steps. */
  public record Completion(String rule, int met, int needed, boolean satisfied) {}

  /** Where reality departed from the definition, and what was done about it. */
  public record Diverged(
      @Nullable String effect, String kind, String expected, String observed, String reaction) {}

  /** A question to an operator. */
  public record BlockedBy(
      int question, @Nullable String effect, String reason, List<String> choices) {}
}
