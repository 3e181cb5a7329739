package io.meanwhile.core.model;

/**
 * When a step's compensation begins.
 *
 * @param after the level that the compensations of what relied on the step must reach first
 * @param atOnce what may stand is compensated as soon as it is given up, not only at its deadline:
 *     the participant blocks what it has not seen yet
 */
public record Undoing(Level after, boolean atOnce) {
  public static final Undoing DEFAULT = new Undoing(Level.FINAL, false);
}
