package io.meanwhile.app.api;

import io.meanwhile.app.format.Durations;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, headers and parts of paths; each method names what it expected. */
final class Parameters {
  private Parameters() {}

  static int whole(String name, String text, int least, int most) {
    if (text.matches("[0-9]{1,10}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return (int) number;
      }
    }
    throw bad(name + " must be a whole number from " + least + " to " + most + ".");
  }

  static int whole(String name, @Nullable String text, int least, int most, int otherwise) {
    return text == null ? otherwise : whole(name, text, least, most);
  }

  /** A 64-bit number of 0 or more; as text, because not every reader of JSON can hold it. */
  static long number(String name, String text) {
    try {
      if (text.matches("[0-9]{1,19}")) {
        return Math.min(Long.parseLong(text), Long.MAX_VALUE - 1);
      }
    } catch (NumberFormatException beyond) {
      // Nineteen digits may be too many; told below.
    }
    throw bad(name + " must be a whole number of 0 or more.");
  }

  /** The number after it. */
  static long following(String name, String text) {
    return number(name, text) + 1;
  }

  static boolean truth(String name, @Nullable String text) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name + " must be true or false.");
    };
  }

  static @Nullable String word(String name, @Nullable String text, List<String> words) {
    if (text != null && !words.contains(text)) {
      throw bad(name + " must be one of " + String.join(", ", words) + ".");
    }
    return text;
  }

  static Duration duration(String name, String text, Duration most) {
    Duration duration = Durations.parse(text).orElse(null);
    if (duration == null) {
      String meant = Durations.suggestion(text);
      throw new ProblemException(
          ErrorCode.BAD_DURATION,
          name
              + " must be an ISO-8601 duration such as PT10S."
              + (meant == null ? "" : " Did you mean " + meant + "?"));
    }
    if (duration.compareTo(most) > 0) {
      throw new ProblemException(
          ErrorCode.BAD_DURATION, name + " must be at most " + most + "; ask again after that.");
    }
    return duration;
  }

  static @Nullable Instant instant(String name, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw bad(
          name + " must be an ISO-8601 instant such as 2026-03-01T12:00:00Z; + is %2B in a query.");
    }
  }

  static @Nullable String line(String name, @Nullable String text, int longest) {
    boolean bad =
        text != null
            && (text.isBlank()
                || text.length() > longest
                || text.chars().anyMatch(c -> c < ' ' || c > '~'));
    if (bad) {
      throw bad(name + " must have 1 to " + longest + " printable ASCII characters.");
    }
    return text;
  }

  static ProblemException bad(String detail) {
    return new ProblemException(ErrorCode.BAD_PARAMETER, detail);
  }
}
