package io.meanwhile.core.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact number, whole or with a fraction, of at most {@link #MOST_DIGITS} digits. Zeros at its
 * end say nothing: 1.50 is 1.5. So equal numbers are written alike.
 *
 * @param value without zeros at its end
 */
record Decimal(BigDecimal value) implements Comparable<Decimal> {
  /** All digits, before the point and after it: a number is stored, sent and shown. */
  static final int MOST_DIGITS = 1_000;

  /** So many digits after the point has a quotient at most. */
  static final int QUOTIENT_DIGITS = 40;

  private static final Pattern FORM = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");
  private static final int LONGEST = MOST_DIGITS + 10;
  private static final int LONGEST_SHOWN = 40;

  Decimal {
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    long digits =
        value.scale() <= 0
            ? (long) value.precision() - value.scale()
            : Math.max((long) value.precision(), value.scale());
    if (digits > MOST_DIGITS) {
      throw new IllegalArgumentException("a number of more than " + MOST_DIGITS + " digits");
    }
  }

  static Decimal of(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number: " + shown(text));
    }
    return new Decimal(new BigDecimal(text));
  }

  static Decimal of(long whole) {
    return new Decimal(BigDecimal.valueOf(whole));
  }

  /** Digit for digit as JSON writes it: 0.1 is a tenth. */
  static Decimal of(double real) {
    if (!Double.isFinite(real)) {
      throw new IllegalArgumentException("not a finite number: " + real);
    }
    return new Decimal(BigDecimal.valueOf(real));
  }

  Decimal plus(Decimal other) {
    return new Decimal(value.add(other.value));
  }

  Decimal minus(Decimal other) {
    return new Decimal(value.subtract(other.value));
  }

  Decimal times(Decimal other) {
    return new Decimal(value.multiply(other.value));
  }

  /** Rounded to the nearest of {@link #QUOTIENT_DIGITS} digits, half to even. */
  Decimal over(Decimal other) {
    return new Decimal(value.divide(other.notZero(), QUOTIENT_DIGITS, RoundingMode.HALF_EVEN));
  }

  /** What remains of a whole quotient; it has the sign of this number. */
  Decimal modulo(Decimal other) {
    return new Decimal(value.remainder(other.notZero()));
  }

  Decimal negated() {
    return new Decimal(value.negate());
  }

  Decimal absolute() {
    return new Decimal(value.abs());
  }

  Decimal rounded(long digits, RoundingMode mode) {
    if (digits < 0 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("digits after the point are 0 to " + MOST_DIGITS);
    }
    return value.scale() <= digits ? this : new Decimal(value.setScale((int) digits, mode));
  }

  long whole() {
    try {
      return value.longValueExact();
    } catch (ArithmeticException other) {
      throw new IllegalArgumentException("not a whole number of 64 bits: " + shown(toString()));
    }
  }

  private BigDecimal notZero() {
    if (value.signum() == 0) {
      throw new IllegalArgumentException("a decimal is divided by zero");
    }
    return value;
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  @Override
  public int compareTo(Decimal other) {
    return value.compareTo(other.value);
  }

  /** All digits, without an exponent. */
  @Override
  public String toString() {
    return value.toPlainString();
  }
}
