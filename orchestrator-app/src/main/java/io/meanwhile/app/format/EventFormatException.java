package io.meanwhile.app.format;

import org.jspecify.annotations.Nullable;

/** A stored event whose type or version is unknown, or whose payload has another shape. */
public final class EventFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
