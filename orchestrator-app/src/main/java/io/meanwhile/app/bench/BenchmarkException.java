package io.meanwhile.app.bench;

import org.jspecify.annotations.Nullable;

/** It cannot be measured as asked; the message says why. */
public final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchmarkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
