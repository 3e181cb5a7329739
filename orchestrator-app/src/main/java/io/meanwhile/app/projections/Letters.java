package io.meanwhile.app.projections;

/** Text in a form that every database stores. */
final class Letters {
  private static final char REPLACEMENT = '\uFFFD';

  private Letters() {}

  /** Half surrogate pairs and U+0000, which not every database takes, become U+FFFD. */
  static String storable(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean whole = Character.isHighSurrogate(c) && isLow(text, i + 1);
      if (whole) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean == null ? text : clean.toString();
  }

  /** No longer than this; what is cut off is replaced by an ellipsis. */
  static String cut(String text, int longest) {
    return storable(text.length() <= longest ? text : text.substring(0, longest - 1) + "…");
  }

  private static boolean isLow(String text, int index) {
    return index < text.length() && Character.isLowSurrogate(text.charAt(index));
  }
}
