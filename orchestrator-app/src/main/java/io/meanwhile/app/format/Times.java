package io.meanwhile.app.format;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Times as {@link Instant} writes and reads them, several times as fast for the years 0 to 9999;
 * for the others, and for whatever else an Instant can be read from, Java's own way is taken.
 */
public final class Times {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int TO_SECONDS = "2026-03-01T12:00:00".length();

  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Times() {}

  /**
   * As {@link Instant#parse}.
   *
   * @throws java.time.format.DateTimeParseException when it is not a time
   */
  public static Instant parse(String text) {
    int length = text.length();
    int digits = length == TO_SECONDS + 1 ? 0 : length - TO_SECONDS - 2;
    boolean shaped =
        (digits == 0 || digits == 3 || digits == 6 || digits == 9)
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(length - 1) == 'Z'
            && (digits == 0 || text.charAt(TO_SECONDS) == '.');
    Instant time = shaped ? written(text, digits) : null;
    return time == null ? Instant.parse(text) : time;
  }

  private static @Nullable Instant written(String text, int digits) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, TO_SECONDS);
    int fraction = digits == 0 ? 0 : number(text, TO_SECONDS + 1, TO_SECONDS + 1 + digits);
    boolean inRange = hour <= 23 && minute <= 59 && second <= 59;
    if (!inRange || (year | month | day | hour | minute | second | fraction) < 0) {
      return null;
    }
    for (int i = digits; i < 9; i++) {
      fraction *= 10;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      int time = 3600 * hour + 60 * minute + second;
      return Instant.ofEpochSecond(days * SECONDS_A_DAY + time, fraction);
    } catch (DateTimeException e) {
      return null; // no such day: Instant.parse says so in its own words
    }
  }

  /** Negative unless all are digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** As {@link Instant#toString}. */
  public static String text(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < FIRST || seconds > LAST) {
      return time.toString();
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, (long) SECONDS_A_DAY));
    int second = (int) Math.floorMod(seconds, (long) SECONDS_A_DAY);
    byte[] out = new byte[TO_SECONDS + 11];
    digits(out, 0, 4, day.getYear(), '-');
    digits(out, 5, 2, day.getMonthValue(), '-');
    digits(out, 8, 2, day.getDayOfMonth(), 'T');
    digits(out, 11, 2, second / 3600, ':');
    digits(out, 14, 2, second / 60 % 60, ':');
    int nano = time.getNano();
    digits(out, 17, 2, second % 60, nano == 0 ? 'Z' : '.');
    int end = TO_SECONDS + 1;
    if (nano != 0) {
      int width = nano % 1_000_000 == 0 ? 3 : nano % 1000 == 0 ? 6 : 9;
      int fraction = width == 3 ? nano / 1_000_000 : width == 6 ? nano / 1000 : nano;
      digits(out, end, width, fraction, 'Z');
      end += width + 1;
    }
    return new String(out, 0, end, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] out, int from, int width, int number, char after) {
    int left = number;
    for (int i = from + width - 1; i >= from; i--) {
      out[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    out[from + width] = (byte) after;
  }
}
