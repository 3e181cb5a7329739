package io.meanwhile.core.model;

/** When an effect, or its refusal, cannot change any more. */
public sealed interface Finality {

  /** True when a final word at this depth settles it. Depth is 0 when the observer counts none. */
  boolean settles(Report report, int depth);

  /** How many confirmations are wanted; 0 when they are not counted. */
  int wanted();

  /** The participant's reply is the last word (the default). */
  record Reply() implements Finality {
    @Override
    public boolean settles(Report report, int depth) {
      return report == Report.FINAL || report == Report.REFUSED;
    }

    @Override
    public int wanted() {
      return 0;
    }
  }

  /**
   * So many confirmations, for a success as for a refusal, whatever the participant calls it.
   *
   * @param confirmations 1 or more
   */
  record Depth(int confirmations) implements Finality {
    public Depth {
      if (confirmations < 1) {
        throw new IllegalArgumentException("depth below 1: " + confirmations);
      }
    }

    @Override
    public boolean settles(Report report, int depth) {
      return depth >= confirmations;
    }

    @Override
    public int wanted() {
      return confirmations;
    }
  }
}
