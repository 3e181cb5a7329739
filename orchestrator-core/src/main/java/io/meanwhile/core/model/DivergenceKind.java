package io.meanwhile.core.model;

/** How an observation, or silence, departs from what the definition expects. */
public enum DivergenceKind {
  /** VOID by a refusal. */
  REFUSED,
  /** Attempts exhausted, none surely delivered. */
  UNAVAILABLE,
  /** Silence past the deadline, or attempts exhausted that may have arrived. */
  UNKNOWN,
  /** The result breaks {@code expect}. */
  UNEXPECTED,
  /** A confirmed effect was undone outside. */
  REVERTED,
  /** Contradiction, or a report by an observer that the step does not name. */
  DISPUTED,
  /** A given-up effect turns out to stand. */
  LATE,
  /** FINAL, yet reverted; VOID or blocked, yet it stands; undone, yet gone outside too. */
  BROKEN,
  /** A report about a key that was never requested. */
  STRAY,
  /** Nothing in flight, nothing can begin, no goal. */
  UNMET,
  /** The saga's deadline passed, going forward. */
  OVERDUE,
  /** The participant rejects the request itself, or none of that name is configured. */
  REJECTED,
  /** An expression could not be computed. */
  EXPRESSION
}
