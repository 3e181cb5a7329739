package io.meanwhile.app.format;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ISO-8601 durations of days and smaller, such as {@code PT10S} and {@code P1DT12H}. */
public final class Durations {
  private static final Pattern ISO =
      Pattern.compile(
          "P(?=[0-9T])([0-9]{1,6}D)?"
              + "(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,12}(\\.[0-9]{1,9})?S)?)?");
  private static final Pattern LOOSE =
      Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d|sec|min|seconds?|minutes?|hours?|days?)?");

  private Durations() {}

  /** Empty when the text is no duration. Never negative. */
  public static Optional<Duration> parse(String text) {
    return ISO.matcher(text).matches() ? Optional.of(Duration.parse(text)) : Optional.empty();
  }

  /** What was probably meant by {@code 10s} or {@code 10}; null when that cannot be told. */
  public static @Nullable String suggestion(String text) {
    Matcher loose = LOOSE.matcher(text.toLowerCase(Locale.ROOT));
    if (!loose.matches()) {
      return ISO.matcher(text.toUpperCase(Locale.ROOT)).matches()
          ? text.toUpperCase(Locale.ROOT)
          : null;
    }
    String amount = loose.group(1);
    String unit = loose.group(2) == null ? "s" : loose.group(2);
    return switch (unit.charAt(0)) {
      case 'd' -> "P" + amount + "D";
      case 'h' -> "PT" + amount + "H";
      case 'm' -> unit.equals("ms") ? millis(amount) : "PT" + amount + "M";
      default -> "PT" + amount + "S";
    };
  }

  private static String millis(String amount) {
    return Duration.ofMillis(Long.parseLong(amount)).toString();
  }
}
