package io.meanwhile.core.participant;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a participant knows at the moment it answers; it becomes an observation.
 *
 * @param status what is reported
 * @param depth confirmations so far, 0 or more; null when the participant does not count them
 * @param result JSON-shaped result
 * @param reason why, for a refusal
 * @param effect for a compensation: whether it undid the action or blocked it
 * @param occurredAt when it happened outside, if known
 * @param sequence the participant's own number of what it says, 0 or more, where it counts its
 *     reports; which of two is newer is then told by it and not by arrival
 */
public record Answer(
    Report status,
    @Nullable Integer depth,
    @Nullable Object result,
    @Nullable String reason,
    @Nullable CompensationOutcome effect,
    @Nullable Instant occurredAt,
    @Nullable Long sequence) {

  /** An answer that has no number of its own. */
  public Answer(
      Report status,
      @Nullable Integer depth,
      @Nullable Object result,
      @Nullable String reason,
      @Nullable CompensationOutcome effect,
      @Nullable Instant occurredAt) {
    this(status, depth, result, reason, effect, occurredAt, null);
  }

  /** They have it; nothing has happened yet. */
  public static Answer accepted(@Nullable Object result) {
    return new Answer(Report.ACCEPTED, null, result, null, null, null);
  }

  /** It has happened as far as can be seen, {@code depth} confirmations deep. */
  public static Answer confirmed(int depth, @Nullable Object result) {
    return new Answer(Report.CONFIRMED, depth, result, null, null, null);
  }

  /** It has happened and the participant stands by it. */
  public static Answer done(@Nullable Object result) {
    return new Answer(Report.FINAL, null, result, null, null, null);
  }

  /** It did not happen and, as far as the participant can tell, never will. */
  public static Answer refused(String reason) {
    return new Answer(Report.REFUSED, null, null, reason, null, null);
  }

  /** The participant cannot tell: no trace of it. Moves nothing. */
  public static Answer unknown() {
    return new Answer(Report.UNKNOWN, null, null, null, null, null);
  }

  /** The same answer with a depth. */
  public Answer atDepth(int confirmations) {
    return new Answer(status, confirmations, result, reason, effect, occurredAt, sequence);
  }

  /** The same answer, saying what the compensation did. */
  public Answer with(CompensationOutcome outcome) {
    return new Answer(status, depth, result, reason, outcome, occurredAt, sequence);
  }

  /** The same answer with the participant's own number. */
  public Answer numbered(long number) {
    return new Answer(status, depth, result, reason, effect, occurredAt, number);
  }
}
