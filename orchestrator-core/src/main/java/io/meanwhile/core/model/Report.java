package io.meanwhile.core.model;

/**
 * What one observation says about an effect. What it means for the effect is decided, not reported.
 */
public enum Report {
  /** They have it; nothing has happened yet. */
  ACCEPTED,
  /** It has happened as far as can be seen. */
  CONFIRMED,
  /** It has happened and the observer stands by it. */
  FINAL,
  /** It did not happen; with finality it never will. */
  REFUSED,
  /** It had been confirmed and has been undone outside (a reorg, a reversal). */
  REVERTED,
  /** The observer finds no trace of it. That is not a refusal: it moves nothing. */
  UNKNOWN
}
