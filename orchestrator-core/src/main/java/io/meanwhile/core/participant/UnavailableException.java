package io.meanwhile.core.participant;

/** The participant could not be reached; this attempt was surely not delivered. */
public final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message) {
    super(message);
  }
}
