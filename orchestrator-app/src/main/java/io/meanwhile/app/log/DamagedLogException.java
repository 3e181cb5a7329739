package io.meanwhile.app.log;

import org.jspecify.annotations.Nullable;

/** What the log holds is not what was once written to it. */
public final class DamagedLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedLogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
