package io.meanwhile.core.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large the program of a regular expression may become. Matching takes linear time whatever the
 * pattern, but repetitions within repetitions are written out before anything is matched, and a
 * short text like {@code ((a{999}){999}){999}} would ask for more memory than there is.
 */
final class PatternSize {
  /** So many instructions are enough for every pattern that a person wrote. */
  static final long MOST = 10_000;

  private static final Pattern COUNTS = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{1,9})?)?}");

  private final Deque<long[]> open = new ArrayDeque<>();
  private final String pattern;
  private int at;

  /** What has been read of the group at hand, and the last thing in it. */
  private long[] group = new long[2];

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Returns when the pattern may be compiled. Whether it is one, its compiler says.
   *
   * @throws IllegalArgumentException when it would become too large
   */
  static void require(String pattern) {
    if (new PatternSize(pattern).estimate() > MOST) {
      throw new IllegalArgumentException(
          "the pattern becomes too large: its repetitions come to more than " + MOST);
    }
  }

  private long estimate() {
    while (at < pattern.length() && group[0] + group[1] <= MOST) {
      step(pattern.charAt(at));
      at++;
    }
    long size = group[0] + group[1];
    for (long[] around : open) {
      size += around[0] + around[1];
    }
    return size;
  }

  private void step(char c) {
    switch (c) {
      case '(' -> {
        open.push(group);
        group = new long[2];
      }
      case ')' -> {
        long inside = group[0] + group[1];
        group = open.isEmpty() ? new long[2] : open.pop();
        one(inside + 2);
      }
      case '[' -> {
        skipClass();
        one(1);
      }
      case '\\' -> {
        at++;
        one(1);
      }
      case '*', '+', '?' -> group[1]++;
      case '{' -> repeat();
      default -> one(1);
    }
  }

  private void one(long size) {
    group[0] += group[1];
    group[1] = size;
  }

  /** A closing bracket that comes first is one of the characters. */
  private void skipClass() {
    int first = at + (pattern.startsWith("^", at + 1) ? 2 : 1);
    at = first;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
  }

  /** {@code {3}}, {@code {3,}} or {@code {3,5}}; anything else stands for itself. */
  private void repeat() {
    Matcher counts = COUNTS.matcher(pattern).region(at, pattern.length());
    if (!counts.lookingAt()) {
      one(1);
      return;
    }
    String most = counts.group(2) == null ? counts.group(1) : counts.group(2);
    group[1] = Math.max(group[1], 1) * Math.max(1, Long.parseLong(most));
    at = counts.end() - 1;
  }
}
