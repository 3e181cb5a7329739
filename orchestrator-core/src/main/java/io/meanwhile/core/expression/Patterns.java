package io.meanwhile.core.expression;

/** Regular expressions that others wrote: matched in linear time, and bounded before that. */
public final class Patterns {
  private Patterns() {}

  /**
   * Returns when the pattern may be compiled. Whether it is one, its compiler says.
   *
   * @throws IllegalArgumentException when repetitions within repetitions make it too large
   */
  public static void requireSmall(String pattern) {
    PatternSize.require(pattern);
  }
}
