package io.meanwhile.core.model;

/** How many members of a group must stand for the group to stand. */
public sealed interface Join {

  /** Every member; one that was skipped is satisfied. */
  record All() implements Join {}

  /**
   * At least so many; skipped ones do not count.
   *
   * @param count 1 or more
   */
  record AtLeast(int count) implements Join {
    public AtLeast {
      if (count < 1) {
        throw new IllegalArgumentException("count below 1: " + count);
      }
    }
  }

  /**
   * At least this part of all members; skipped ones do not count.
   *
   * @param part above 0, up to 1
   */
  record Ratio(double part) implements Join {
    public Ratio {
      if (!(part > 0 && part <= 1)) {
        throw new IllegalArgumentException("not a part: " + part);
      }
    }
  }

  /** How many of this many members it takes. */
  default int needed(int members) {
    return switch (this) {
      case All _ -> members;
      case AtLeast least -> least.count();
      case Ratio ratio -> (int) Math.ceil(ratio.part() * members - 1e-9);
    };
  }
}
