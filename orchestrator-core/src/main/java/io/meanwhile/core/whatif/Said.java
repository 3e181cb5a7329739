package io.meanwhile.core.whatif;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a participant is supposed to say, once.
 *
 * @param depth confirmations; null for as many as the step wants where it is final or refused
 * @param result null for what history knows this effect to have brought, if anything
 * @param after how long it takes, from the request or from what was said before; 0 or more
 */
public record Said(
    Word word,
    @Nullable Integer depth,
    @Nullable Object result,
    @Nullable String reason,
    @Nullable CompensationOutcome outcome,
    Duration after) {

  /** Final, and at once. */
  public static final Said FINAL = of(Word.FINAL);

  public Said {
    if (after.isNegative()) {
      throw new IllegalArgumentException("said before it was asked: " + after);
    }
  }

  /** This word, at once, and nothing else. */
  public static Said of(Word word) {
    return new Said(word, null, null, null, null, Duration.ZERO);
  }

  /** The same with this result. */
  public Said with(@Nullable Object brought) {
    return new Said(word, depth, brought, reason, outcome, after);
  }

  /** The same, so long after the request or after what was said before. */
  public Said after(Duration time) {
    return new Said(word, depth, result, reason, outcome, time);
  }

  /** The same for this reason. */
  public Said because(String why) {
    return new Said(word, depth, result, why, outcome, after);
  }

  /** What can be said, and three ways of saying nothing. */
  public enum Word {
    ACCEPTED(Report.ACCEPTED),
    CONFIRMED(Report.CONFIRMED),
    FINAL(Report.FINAL),
    REFUSED(Report.REFUSED),
    REVERTED(Report.REVERTED),
    UNKNOWN(Report.UNKNOWN),
    /** No answer within the answer time. */
    SILENT(null),
    /** The participant cannot be reached. */
    UNAVAILABLE(null),
    /** The participant rejects the request itself. */
    REJECTED(null);

    private final @Nullable Report report;

    Word(@Nullable Report report) {
      this.report = report;
    }

    @Nullable Report report() {
      return report;
    }
  }
}
