package io.meanwhile.app.log;

import org.jspecify.annotations.Nullable;

/**
 * The store failed. After a failed append ask {@link FrameAppender#isStored} before anything else
 * when {@link #mayBeStored()} says so: the answer to a commit can be lost.
 */
public final class LogUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean mayBeStored;

  public LogUnavailableException(String message, boolean mayBeStored, @Nullable Throwable cause) {
    super(message, cause);
    this.mayBeStored = mayBeStored;
  }

  /** True when a commit was under way, so that the group may be in the log as a whole. */
  public boolean mayBeStored() {
    return mayBeStored;
  }
}
