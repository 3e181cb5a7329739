package io.meanwhile.core.expression;

/** An expression that cannot be read, or whose value cannot be computed. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /** It was computed, and what came out cannot be used. */
  public ExpressionException(String message) {
    this(message, 0, 0);
  }

  ExpressionException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** Line within the expression, from 1; 0 when it is not known. */
  public int line() {
    return line;
  }

  /** Column within that line, from 1; 0 when it is not known. */
  public int column() {
    return column;
  }
}
