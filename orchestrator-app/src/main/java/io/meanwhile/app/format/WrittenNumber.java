package io.meanwhile.app.format;

import java.nio.charset.StandardCharsets;

/** Numbers in JSON bytes; whatever is unusual about one, the general parser decides. */
final class WrittenNumber {
  private static final int LONGEST = 40;
  private static final int MOST_DIGITS = 15; // below 2^53, so a long and exact

  private final byte[] bytes;
  private final int to;
  private int at;

  private WrittenNumber(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** A Long if it is written as a whole number, or else a Double. */
  static Object read(byte[] bytes, int from, int to) {
    return new WrittenNumber(bytes, from, to).isReal()
        ? real(bytes, from, to)
        : whole(bytes, from, to);
  }

  /** A whole number of at most 15 digits. */
  static long whole(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int digits = to - first;
    if (digits < 1 || digits > MOST_DIGITS || (bytes[first] == '0' && (negative || digits > 1))) {
      throw WrittenJson.unsure();
    }
    long value = 0;
    for (int i = first; i < to; i++) {
      if (!isDigit(bytes[i])) {
        throw WrittenJson.unsure();
      }
      value = 10 * value + (bytes[i] - '0');
    }
    return negative ? -value : value;
  }

  private static Double real(byte[] bytes, int from, int to) {
    double number =
        Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    if (!Double.isFinite(number)) {
      throw WrittenJson.unsure();
    }
    return number;
  }

  /** Whether there is a point or an exponent; gives up unless JSON knows such a number. */
  private boolean isReal() {
    int from = at;
    take('-');
    int first = at;
    int digits = goPastDigits();
    boolean point = take('.');
    if (point) {
      goPastDigits();
    }
    boolean exponent = take('e') || take('E');
    if (exponent) {
      if (!take('+')) {
        take('-');
      }
      goPastDigits();
    }
    if (at < to || to - from > LONGEST || (digits > 1 && bytes[first] == '0')) {
      throw WrittenJson.unsure();
    }
    return point || exponent;
  }

  private boolean take(char ascii) {
    boolean comes = at < to && bytes[at] == ascii;
    at += comes ? 1 : 0;
    return comes;
  }

  private int goPastDigits() {
    int from = at;
    while (at < to && isDigit(bytes[at])) {
      at++;
    }
    if (at == from) {
      throw WrittenJson.unsure();
    }
    return at - from;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
