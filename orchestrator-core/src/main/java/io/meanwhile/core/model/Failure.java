package io.meanwhile.core.model;

/** Why an attempt brought no observation. */
public enum Failure {
  /** Silence, a broken connection, an answer not understood: it may have arrived. */
  NO_ANSWER,
  /** Surely not delivered. */
  UNAVAILABLE,
  /** The participant rejects the request itself: not an outcome. */
  REJECTED,
  /** No participant of that name is configured. */
  NOT_CONFIGURED
}
