package io.meanwhile.core.model;

/** How sure a dependent, or the goal, wants to be. The default is {@link #FINAL}. */
public enum Level {
  CONFIRMED,
  FINAL
}
