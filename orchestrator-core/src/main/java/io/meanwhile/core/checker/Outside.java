package io.meanwhile.core.checker;

/**
 * What is true of one effect at its participant, in the lowest bits of a number: what became of it,
 * with which result, and whether a contract about it was broken. Above them lies what was said of
 * it where several observers speak, see {@link Spoken}.
 */
final class Outside {
  /** It never arrived, or has not been done yet: for its compensation that is the same. */
  static final int NOT_DONE = 0;

  static final int DONE = 1;
  static final int REFUSED = 2;

  /** Its compensation came first: it will never happen. */
  static final int BLOCKED = 3;

  /** It was done, and its compensation undid it. */
  static final int UNDONE = 4;

  static final int FIRST = 0;
  static final int OTHER = 1;
  static final int BAD = 2;

  /** The result that breaks what a step expects. */
  static final String UNEXPECTED = "unexpected";

  private static final int RESULT_SHIFT = 3;
  private static final int STATE_MASK = 0b111;
  private static final int RESULT_MASK = 0b11 << RESULT_SHIFT;
  private static final int BROKEN = 1 << 5;

  /** How many bits all this takes. */
  static final int BITS = 6;

  private Outside() {}

  static int state(int outside) {
    return outside & STATE_MASK;
  }

  static int result(int outside) {
    return (outside & RESULT_MASK) >> RESULT_SHIFT;
  }

  /** True when a contract about it was broken: then nobody can say what should be. */
  static boolean broken(int outside) {
    return (outside & BROKEN) != 0;
  }

  static int withState(int outside, int state) {
    return (outside & ~STATE_MASK) | state;
  }

  static int withResult(int outside, int result) {
    return (outside & ~RESULT_MASK) | (result << RESULT_SHIFT);
  }

  static int withBroken(int outside) {
    return outside | BROKEN;
  }

  /** The result as the participant writes it. */
  static String text(int result) {
    return switch (result) {
      case FIRST -> "first";
      case OTHER -> "other";
      default -> UNEXPECTED;
    };
  }
}
