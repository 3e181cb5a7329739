package io.meanwhile.app.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command was refused; nothing was recorded. Codes are stable and listed in docs/errors.md, for
 * example {@code unknown-saga}, {@code saga-exists}, {@code busy}.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final @Nullable Duration retryAfter;
  private final transient List<Problem> problems;

  /**
   * One thing wrong with what was handed in.
   *
   * @param pointer JSON pointer to it
   */
  public record Problem(String pointer, String message) {}

  public RefusedException(String code, String detail) {
    this(code, detail, null, List.of());
  }

  /** With the time after which the same command may well be taken. */
  public RefusedException(String code, String detail, @Nullable Duration retryAfter) {
    this(code, detail, retryAfter, List.of());
  }

  /** With all that is wrong. */
  public RefusedException(String code, String detail, List<Problem> problems) {
    this(code, detail, null, problems);
  }

  RefusedException(
      String code, String detail, @Nullable Duration retryAfter, List<Problem> problems) {
    super(detail, null, false, false);
    this.code = Objects.requireNonNull(code);
    this.retryAfter = retryAfter;
    this.problems = List.copyOf(problems);
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** What happened and why, for people. */
  public String detail() {
    return Objects.requireNonNullElse(getMessage(), code);
  }

  /** All that is wrong with what was handed in; empty when that is not the reason. */
  public List<Problem> problems() {
    return problems;
  }

  /** When to try again; null when the same command would be refused again. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
