package io.meanwhile.core.decider;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The known word that a misspelt one is closest to, by edit distance with swapped neighbours
 * counted as one mistake (Damerau 1964, optimal string alignment).
 */
public final class Nearest {
  private Nearest() {}

  /** The closest of {@code known}, at most a third of the word away; null when none is close. */
  public static @Nullable String to(String word, Collection<String> known) {
    String best = null;
    int closest = Math.max(1, Math.min(word.length(), 64) / 3) + 1;
    for (String candidate : known) {
      int distance = word.length() > 64 ? closest : distance(word, candidate);
      if (distance < closest) {
        closest = distance;
        best = candidate;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] twoUp = new int[b.length() + 1];
    int[] up = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      up[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = up[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(up[j], row[j - 1]) + 1);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], twoUp[j - 2] + 1);
        }
      }
      twoUp = up;
      up = row;
    }
    return up[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
