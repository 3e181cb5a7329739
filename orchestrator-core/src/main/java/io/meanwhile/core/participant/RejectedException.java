package io.meanwhile.core.participant;

/** The participant rejects the request itself (our mistake or a conflict): not an outcome. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  public RejectedException(String message) {
    super(message);
  }
}
