package io.meanwhile.core.model;

/** The ladder of an effect: what is really known about it. */
public enum Rung {
  /** Not asked for yet. */
  PENDING(Stands.NO),
  /** Written down to be asked for; it may have been sent. */
  REQUESTED(Stands.MAYBE),
  /** They have it; nothing has happened yet. */
  ACCEPTED(Stands.MAYBE),
  /** It has happened as far as can be seen. */
  CONFIRMED(Stands.YES),
  /** The step's finality rule holds. */
  FINAL(Stands.YES),
  /** Refused, but the refusal is not final yet. */
  REFUSED(Stands.MAYBE),
  /** It did not happen and never will. */
  VOID(Stands.NO),
  /** Silence past the deadline. Not a failure. */
  UNKNOWN(Stands.MAYBE),
  /** Confirmed once, undone outside since. */
  REVERTED(Stands.MAYBE),
  /** Observers contradict each other and no quorum decides. */
  DISPUTED(Stands.MAYBE),
  /** Its guard was false, or an operator left it out. */
  SKIPPED(Stands.NO);

  private final Stands stands;

  Rung(Stands stands) {
    this.stands = stands;
  }

  public Stands stands() {
    return stands;
  }

  /** True when an effect on this rung satisfies a wait for {@code level}. */
  public boolean satisfies(Level level) {
    return this == FINAL || this == SKIPPED || (this == CONFIRMED && level == Level.CONFIRMED);
  }
}
