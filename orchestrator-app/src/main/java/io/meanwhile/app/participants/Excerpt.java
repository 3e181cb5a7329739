package io.meanwhile.app.participants;

/** Foreign text made fit for the record: short, one line, nothing that a terminal would obey. */
public final class Excerpt {
  private static final int LONGEST = 200;

  private Excerpt() {}

  /** At most 200 characters of {@code text}, control characters replaced by blanks. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /** At most {@code longest} characters of {@code text}. */
  public static String of(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(longest).forEach(c -> line.appendCodePoint(printable(c) ? c : ' '));
    String clean = line.toString().strip();
    return text.codePointCount(0, text.length()) > longest ? clean + "…" : clean;
  }

  private static boolean printable(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.FORMAT
        && Character.getType(codePoint) != Character.SURROGATE
        && Character.getType(codePoint) != Character.LINE_SEPARATOR
        && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
  }
}
