package io.meanwhile.core.model;

/** What a compensation did to its action. */
public enum CompensationOutcome {
  /** The action stood and its meaning was undone. */
  UNDONE,
  /** The action had not happened and is now prevented for good. */
  BLOCKED
}
