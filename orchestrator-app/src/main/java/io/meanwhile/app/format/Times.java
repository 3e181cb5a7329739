package io.meanwhile.app.format;

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
}
