package io.meanwhile.core.model;

/** What is done about a divergence. */
public enum Reaction {
  /** Send the same key again. */
  RETRY,
  /** A new generation, with a new key. */
  REDO,
  /** Ask for the present state. */
  PROBE,
  /** Give it time. */
  WAIT,
  /** Give it up; what is owed follows. */
  UNDO,
  /** The saga goes backward. */
  COMPENSATE,
  /** Accept what stands. */
  CONTINUE,
  /** Ask an operator. */
  PARK,
  /** Written down, nothing more is needed. */
  RECORD
}
