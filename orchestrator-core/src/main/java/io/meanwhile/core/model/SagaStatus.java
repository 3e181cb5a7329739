package io.meanwhile.core.model;

/** Where a saga is. */
public enum SagaStatus {
  /** No event yet. */
  NOT_STARTED,
  RUNNING,
  /** The goal is met at confirmed level; the saga has not ended. */
  CONFIRMED,
  /** A question is open. */
  PARKED,
  COMPENSATING,
  COMPLETED,
  COMPENSATED;

  public boolean ended() {
    return this == COMPLETED || this == COMPENSATED;
  }
}
