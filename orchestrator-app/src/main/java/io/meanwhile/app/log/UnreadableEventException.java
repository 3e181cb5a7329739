package io.meanwhile.app.log;

import org.jspecify.annotations.Nullable;

/**
 * A stored event that this version cannot read: its type or version is unknown, its payload is
 * malformed or has been erased. Stops that saga, and no other.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String saga;
  private final long sequence;
  private final String type;
  private final String version;

  UnreadableEventException(
      String saga,
      long sequence,
      String type,
      String version,
      String why,
      @Nullable Throwable cause) {
    super(
        "event %d of saga %s, %s version %s, cannot be read: %s"
            .formatted(sequence, saga, type, version, why),
        cause);
    this.saga = saga;
    this.sequence = sequence;
    this.type = type;
    this.version = version;
  }

  public String saga() {
    return saga;
  }

  public long sequence() {
    return sequence;
  }

  public String type() {
    return type;
  }

  public String version() {
    return version;
  }
}
