package io.meanwhile.app.format;

import java.util.List;

/** A document that cannot be taken, with everything that is wrong with it. */
public final class FlawedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Flaw> flaws;
  private final boolean unreadable;

  FlawedException(List<Flaw> flaws, boolean unreadable) {
    super(flaws.getFirst().message(), null, false, false);
    this.flaws = List.copyOf(flaws);
    this.unreadable = unreadable;
  }

  /** With what is wrong with a document that is well written otherwise; one flaw or more. */
  public static FlawedException of(List<Flaw> flaws) {
    return new FlawedException(flaws, false);
  }

  /** In the order of the text; one or more. */
  public List<Flaw> flaws() {
    return flaws;
  }

  /** True when the text is no document at all: its one flaw then says why. */
  public boolean unreadable() {
    return unreadable;
  }
}
