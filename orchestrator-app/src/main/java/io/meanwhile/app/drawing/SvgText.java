package io.meanwhile.app.drawing;

import java.util.ArrayList;
import java.util.List;

/** Text of a definition within SVG: escaped, cut to what fits, and of a width that is known. */
final class SvgText {
  /** Of the monospaced type that is drawn with, at 12 pixels; wide characters have two. */
  private static final double ADVANCE = 7.25;

  /** Longer lines are cut; the whole text is in the box's title. */
  static final int LONGEST = 40;

  private SvgText() {}

  /** In pixels, when it is drawn. */
  static int width(String text) {
    return (int) Math.ceil(columns(cut(text, LONGEST)) * ADVANCE);
  }

  private static int columns(String text) {
    return text.codePoints().map(SvgText::columns).sum();
  }

  private static int columns(int character) {
    return character >= 0x1100 ? 2 : 1;
  }

  /** At most so many columns. */
  static String cut(String text, int columns) {
    String plain = plain(text);
    if (columns(plain) <= columns) {
      return plain;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (int character : plain.codePoints().toArray()) {
      width += columns(character);
      if (width > columns - 1) {
        break;
      }
      kept.appendCodePoint(character);
    }
    return kept.append('…').toString();
  }

  /** In lines of at most so many columns, broken between words where that is possible. */
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : plain(text).strip().split(" +", -1)) {
      String rest = word;
      while (!rest.isEmpty()) {
        String before = line.isEmpty() ? "" : line + " ";
        if (columns(before) + columns(rest) <= columns) {
          line.setLength(0);
          line.append(before).append(rest);
          rest = "";
        } else if (line.isEmpty()) {
          int end =
              rest.offsetByCodePoints(
                  0, Math.min(columns / 2, rest.codePointCount(0, rest.length())));
          lines.add(rest.substring(0, end));
          rest = rest.substring(end);
        } else {
          lines.add(line.toString());
          line.setLength(0);
        }
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** One line without what XML refuses, or what would turn the order of letters around. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> {
          int type = Character.getType(c);
          boolean hidden =
              type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.UNASSIGNED
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR;
          return hidden ? ' ' : c;
        })
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** For text and for attributes. */
  static String escaped(String text) {
    return plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
