package io.meanwhile.app.format;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as they are written: within ±2⁵³ and finite, or refused. Nothing is rounded away. */
final class Numbers {
  private static final BigDecimal MAX_SAFE = BigDecimal.valueOf(1L << 53);
  private static final int MAX_LENGTH = 400;

  private Numbers() {}

  /** Long when it is whole, else Double. */
  static Object read(String digits, Place place) throws TreeException {
    requireShort(digits, place);
    BigDecimal number = new BigDecimal(digits);
    if (number.abs().compareTo(MAX_SAFE) > 0) {
      throw new TreeException(
          "number-too-large",
          place,
          "the number " + digits + " is beyond 2^53: write it as a text");
    }
    if (number.signum() == 0) {
      return 0L;
    }
    return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0
        ? (Object) number.longValueExact()
        : (Object) number.doubleValue();
  }

  static Object read(String digits, int radix, Place place) throws TreeException {
    requireShort(digits, place);
    return read(new BigInteger(digits, radix).toString(), place);
  }

  /** As people write it: neither an exponent nor zeros at the end. */
  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static void requireShort(String digits, Place place) throws TreeException {
    if (digits.length() > MAX_LENGTH) {
      throw new TreeException(
          "number-too-large", place, "a number of " + digits.length() + " digits");
    }
  }
}
