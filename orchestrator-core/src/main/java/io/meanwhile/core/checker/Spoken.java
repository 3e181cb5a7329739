package io.meanwhile.core.checker;

/**
 * What each of several observers said last of one effect, beside what is true of it: a few bits for
 * each. It is written down when it is said, so that what the rules make of it can be measured.
 */
final class Spoken {
  static final int NOTHING = 0;
  static final int ACCEPTED = 1;
  static final int CONFIRMED = 2;
  static final int FINAL = 3;
  static final int REFUSED = 4;
  static final int REFUSED_FOR_GOOD = 5;
  static final int REVERTED = 6;

  /** More observers are not looked at. */
  static final int MOST = 3;

  private static final int WORD = 0b111;
  private static final int RESULT_SHIFT = 3;
  private static final int RESULT = 0b11;
  private static final int LIE = 1 << 5;
  private static final int BITS = 6;
  private static final int MASK = (1 << BITS) - 1;

  private Spoken() {}

  /** What this observer said last. */
  static int by(int outside, int observer) {
    return (outside >>> (Outside.BITS + BITS * observer)) & MASK;
  }

  static int with(int outside, int observer, int said) {
    int shift = Outside.BITS + BITS * observer;
    return (outside & ~(MASK << shift)) | (said << shift);
  }

  static int said(int word, int result, boolean lie) {
    return word | (result << RESULT_SHIFT) | (lie ? LIE : 0);
  }

  static int word(int said) {
    return said & WORD;
  }

  /** With which result; for a compensation, whether it is said to have blocked its action. */
  static int result(int said) {
    return (said >> RESULT_SHIFT) & RESULT;
  }

  static boolean lie(int said) {
    return (said & LIE) != 0;
  }

  /** It says that the effect stands. */
  static boolean affirms(int said) {
    return word(said) == CONFIRMED || word(said) == FINAL;
  }

  /** It says that the effect does not stand. */
  static boolean denies(int said) {
    return refuses(said) || word(said) == REVERTED;
  }

  static boolean refuses(int said) {
    return word(said) == REFUSED || word(said) == REFUSED_FOR_GOOD;
  }
}
