package io.meanwhile.app.problems;

import io.meanwhile.app.format.Flaw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457 problem details.
 *
 * @param type where the code is explained, relative to the service
 * @param title what happened, in one line
 * @param status HTTP status
 * @param code stable, see docs/errors.md
 * @param detail what happened this time
 * @param remedy what to do about it
 * @param errors everything wrong with a document or an input; null when it is about neither
 * @param incident names this very failure in the service's log; null when nothing failed
 */
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String remedy,
    @Nullable List<Flaw> errors,
    @Nullable String incident) {

  /** Media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Where the codes are explained. */
  public static final String DOCS = "/docs/errors.md";

  static Problem of(ErrorCode code, String detail, List<Flaw> errors, @Nullable String incident) {
    return new Problem(
        DOCS + "#" + code.code(),
        code.title(),
        code.status(),
        code.code(),
        detail,
        code.remedy(),
        errors.isEmpty() ? null : List.copyOf(errors),
        incident);
  }

  /** An unexpected failure: its id, and nothing of its inside. */
  public static Problem incident(String id) {
    return of(
        ErrorCode.INTERNAL, "The request could not be completed; incident " + id, List.of(), id);
  }
}
