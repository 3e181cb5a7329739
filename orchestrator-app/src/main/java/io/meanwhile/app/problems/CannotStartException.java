package io.meanwhile.app.problems;

/** The service does not start as it is configured, and this is what its operator is told. */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String remedy;

  /**
   * @param code stable, see docs/errors.md
   * @param detail what is wrong
   * @param remedy what to do about it
   */
  public CannotStartException(String code, String detail, String remedy) {
    super(detail, null, false, false);
    this.code = code;
    this.remedy = remedy;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  String remedy() {
    return remedy;
  }
}
