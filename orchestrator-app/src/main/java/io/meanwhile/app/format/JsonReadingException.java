package io.meanwhile.app.format;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/**
 * JSON that cannot be read. The code is one of {@code malformed-json}, {@code json-too-large} and
 * {@code number-too-large}; line and column count from 1, and 0 stands for unknown.
 */
public final class JsonReadingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int line;
  private final int column;

  private JsonReadingException(
      String code, String message, TokenStreamLocation at, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.line = Math.max(0, at.getLineNr());
    this.column = Math.max(0, at.getColumnNr());
  }

  static JsonReadingException at(JsonParser parser, String code, String message) {
    return new JsonReadingException(code, message, parser.currentTokenLocation(), null);
  }

  static JsonReadingException of(JacksonException e, String code) {
    TokenStreamLocation at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
    return new JsonReadingException(code, e.getOriginalMessage(), at, e);
  }

  public String code() {
    return code;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
