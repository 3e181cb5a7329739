package io.meanwhile.app.log;

/**
 * Someone else has written the same sequence number of a saga, or started a saga under the same id.
 * Nothing of the group was stored. A group of several does not say whose fault it was: append its
 * halves to find out.
 */
public final class AppendConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  public AppendConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
