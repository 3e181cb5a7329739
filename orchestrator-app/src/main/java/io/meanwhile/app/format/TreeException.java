package io.meanwhile.app.format;

/** The text is no document at all, or exceeds a limit: reading stops here. */
final class TreeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Place place;

  TreeException(String code, Place place, String message) {
    super(message);
    this.code = code;
    this.place = place;
  }

  Flaw flaw() {
    return new Flaw(code, place.line(), place.column(), "", String.valueOf(getMessage()), null);
  }
}
