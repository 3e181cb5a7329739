package io.meanwhile.core.model;

/** What an observation did to its effect. */
public enum Meaning {
  /** It moved the effect on its ladder. */
  MOVED,
  /** It says what was known already. */
  REPEATED,
  /** A newer statement of the same observer counts, or it says less than is known. */
  STALE,
  /** It contradicts what is settled; it moves nothing. */
  CONTRADICTING,
  /** It contradicts the observers that are believed; it moves nothing, but its voice counts. */
  DISSENTING,
  /** The step does not name this observer; it moves nothing. */
  UNNAMED
}
