package io.meanwhile.sagas.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The service refused a request, and says why and what to do about it. */
public final class MeanwhileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String remedy;

  /**
   * @param status of HTTP
   * @param code stable, for programs; see docs/errors.md
   */
  MeanwhileException(int status, String code, @Nullable String detail, @Nullable String remedy) {
    super(code + ": " + Objects.requireNonNullElse(detail, "HTTP " + status));
    this.status = status;
    this.code = code;
    this.remedy = remedy;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** What to do about it; null when the service did not say. */
  public @Nullable String remedy() {
    return remedy;
  }
}
