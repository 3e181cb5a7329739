package io.meanwhile.app.participants;

/** Something that the configuration has to say is not there: nothing was sent. */
public final class NotConfiguredException extends Exception {
  private static final long serialVersionUID = 1L;

  NotConfiguredException(String message) {
    super(message);
  }
}
