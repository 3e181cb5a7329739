package io.meanwhile.app.format;

/**
 * JSON bytes are not in the one form that {@link WrittenJson} knows. That says nothing about them:
 * the general parser decides. Thrown for control flow, so it has no stack and no message.
 */
public final class NotAsWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotAsWrittenException() {
    super(null, null, false, false);
  }
}
