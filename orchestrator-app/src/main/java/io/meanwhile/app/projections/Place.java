package io.meanwhile.app.projections;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list, whose order is by start, the newest first, and among those that started at
 * once by key. A saga keeps its place for ever, so pages do not shift when sagas are added.
 *
 * @param startedAt microseconds since 1970
 */
record Place(long startedAt, long sagaKey) {
  static final Place TOP = new Place(Long.MAX_VALUE, Long.MAX_VALUE);
  static final Place BOTTOM = new Place(Long.MIN_VALUE, Long.MIN_VALUE);

  /** The higher place first. */
  static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::startedAt).thenComparingLong(Place::sagaKey).reversed();

  private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,19})-([0-9]{1,19})");

  static Optional<Place> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    try {
      return parts.matches()
          ? Optional.of(new Place(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
          : Optional.empty();
    } catch (NumberFormatException beyond) {
      return Optional.empty();
    }
  }

  boolean isAbove(Place other) {
    return ORDER.compare(this, other) < 0;
  }

  static Place lower(Place one, Place other) {
    return one.isAbove(other) ? other : one;
  }

  static Place higher(Place one, Place other) {
    return one.isAbove(other) ? one : other;
  }

  @Override
  public String toString() {
    return startedAt + "-" + sagaKey;
  }
}
