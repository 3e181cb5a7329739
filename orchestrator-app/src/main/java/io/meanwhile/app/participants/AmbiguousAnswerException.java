package io.meanwhile.app.participants;

/** What came back leaves open whether the effect will happen: the request may have arrived. */
public final class AmbiguousAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  AmbiguousAnswerException(String message) {
    super(message);
  }
}
