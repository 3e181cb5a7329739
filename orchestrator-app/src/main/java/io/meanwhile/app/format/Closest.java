package io.meanwhile.app.format;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The known word nearest to a misspelt one. */
public final class Closest {
  private Closest() {}

  /** Null when nothing is near enough to be what was meant. */
  public static @Nullable String to(String word, Collection<String> known) {
    if (word.length() > 64) {
      return null;
    }
    String best = null;
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least && distance < candidate.length()) {
        best = candidate;
        least = distance;
      }
    }
    return best;
  }

  /** Optimal string alignment: changes, insertions, deletions and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
