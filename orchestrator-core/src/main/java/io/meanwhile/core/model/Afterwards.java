package io.meanwhile.core.model;

/** What becomes of a step whose action was given up while the saga goes forward. */
public enum Afterwards {
  /** It is not done again; what waits for it waits in vain. */
  NOTHING,
  /** A new generation begins once the earlier one is VOID or nothing is owed for it any more. */
  AGAIN,
  /** It is a loss; to what waits for it, it is as if it had been skipped. */
  WITHOUT
}
