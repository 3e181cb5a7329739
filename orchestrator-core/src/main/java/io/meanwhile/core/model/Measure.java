package io.meanwhile.core.model;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reaction of a list, with its bounds. A list is followed in order; when it is through, the
 * saga parks.
 *
 * @param reaction what is done
 * @param times how often at most, 1 to {@link #MOST}; 1 for what is done once
 * @param within how long at most, counted from when it was first done; for a wait, how long it is;
 *     null for no bound of its own
 */
public record Measure(Reaction reaction, int times, @Nullable Duration within) {
  /** No reaction is repeated more often, and no effect gets more reactions by lists in all. */
  public static final int MOST = 100;

  public Measure {
    boolean wait = within == null || (!within.isNegative() && within.compareTo(Call.LONGEST) <= 0);
    if (times < 1 || times > MOST || !wait || (reaction == Reaction.WAIT && within == null)) {
      throw new IllegalArgumentException("not a measure: " + reaction + " " + times);
    }
  }

  /** A copy of lists by kind that nobody changes any more. */
  static Map<DivergenceKind, List<Measure>> byKind(Map<DivergenceKind, List<Measure>> lists) {
    if (lists.isEmpty()) {
      return Map.of(); // most of them
    }
    Map<DivergenceKind, List<Measure>> copy = new EnumMap<>(DivergenceKind.class);
    lists.forEach((kind, list) -> copy.put(kind, List.copyOf(list)));
    return Collections.unmodifiableMap(copy);
  }

  /** A reaction that is taken once. */
  public static Measure once(Reaction reaction) {
    return new Measure(reaction, 1, null);
  }

  public static Measure times(Reaction reaction, int times) {
    return new Measure(reaction, times, null);
  }

  /** Gives it so much time. */
  public static Measure wait(Duration length) {
    return new Measure(Reaction.WAIT, 1, length);
  }

  /** True for what is decided for good: nothing can come after it in a list. */
  public boolean ends() {
    return switch (reaction) {
      case UNDO, COMPENSATE, CONTINUE, PARK, RECORD -> true;
      case RETRY, REDO, PROBE, WAIT -> false;
    };
  }
}
