package io.meanwhile.app.problems;

import io.meanwhile.app.format.Flaw;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request is refused, and this is what its sender is told. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final @Nullable Duration retryAfter;

  private ProblemException(Problem problem, @Nullable Duration retryAfter) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  public ProblemException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  /** With everything that is wrong with a document or an input. */
  public ProblemException(ErrorCode code, String detail, List<Flaw> errors) {
    this(Problem.of(code, detail, errors, null), null);
  }

  /** The same request may well be taken after some time. */
  public static ProblemException later(ErrorCode code, String detail, Duration retryAfter) {
    return new ProblemException(Problem.of(code, detail, List.of(), null), retryAfter);
  }

  public Problem problem() {
    return problem;
  }

  /** When to send the same request again; null when that would not help. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
