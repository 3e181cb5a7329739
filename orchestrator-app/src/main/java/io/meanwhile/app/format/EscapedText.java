package io.meanwhile.app.format;

import java.nio.charset.StandardCharsets;

/** What stands between the quotes of a JSON string that is not just ASCII. */
final class EscapedText {
  private static final int HEX_DIGITS = 4;

  private EscapedText() {}

  /**
   * Decodes UTF-8 and escapes.
   *
   * @throws NotAsWrittenException when in doubt, as for bytes that are not UTF-8
   */
  static String read(byte[] bytes, int from, int length) {
    String raw = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (raw.indexOf('\uFFFD') >= 0) {
      // Either it was in the text, or Java put it where the bytes were malformed.
      throw WrittenJson.unsure();
    }
    return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
  }

  private static String unescaped(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      if (c != '\\') {
        text.append(c);
      } else if (at < raw.length() && raw.charAt(at) == 'u') {
        text.append(unit(raw, at + 1));
        at += 1 + HEX_DIGITS;
      } else {
        text.append(single(raw, at++));
      }
    }
    return text.toString();
  }

  private static char unit(String raw, int from) {
    if (from + HEX_DIGITS > raw.length()) {
      throw WrittenJson.unsure();
    }
    int unit = 0;
    for (int i = from; i < from + HEX_DIGITS; i++) {
      char c = raw.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw WrittenJson.unsure();
      }
      unit = 16 * unit + digit;
    }
    return (char) unit;
  }

  private static char single(String raw, int at) {
    if (at >= raw.length()) {
      throw WrittenJson.unsure();
    }
    return switch (raw.charAt(at)) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw WrittenJson.unsure();
    };
  }
}
