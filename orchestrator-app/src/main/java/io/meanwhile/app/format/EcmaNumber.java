package io.meanwhile.app.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as ECMAScript writes them (Number::toString), which is what RFC 8785 asks for. */
final class EcmaNumber {
  private EcmaNumber() {}

  static String text(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not a finite number: " + number);
    }
    if (number == 0) {
      return "0";
    }
    String sign = number < 0 ? "-" : "";
    return sign + positive(shortest(Math.abs(number)));
  }

  /** The specification's steps: the digits, their count k, and n, the place of the point. */
  private static String positive(BigDecimal shortest) {
    String digits = shortest.unscaledValue().toString();
    int k = digits.length();
    int n = k - shortest.scale();
    if (k <= n && n <= 21) {
      return digits + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return digits.substring(0, n) + "." + digits.substring(n);
    }
    if (-6 < n && n <= 0) {
      return "0." + "0".repeat(-n) + digits;
    }
    String exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
    return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
  }

  /**
   * The fewest digits that read back as the same number. Java's own text is that, except where one
   * digit is enough: it prefers two when they are nearer (4.9E-324 for 5e-324).
   */
  private static BigDecimal shortest(double number) {
    BigDecimal text = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (text.precision() == 2) {
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN}) {
        BigDecimal one = text.round(new MathContext(1, mode)).stripTrailingZeros();
        if (one.doubleValue() == number) {
          return one;
        }
      }
    }
    return text;
  }
}
