package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which keys an object may have.
 *
 * @param known in the order people expect them
 * @param later keys that exist in the language but not here
 * @param nulls true when a key that says null counts as absent; else that is a flaw
 */
public record Keys(List<String> known, Set<String> later, boolean nulls) {
  public Keys {
    known = List.copyOf(known);
    later = Set.copyOf(later);
  }

  /** Only these. */
  public static Keys of(String... known) {
    return new Keys(List.of(known), Set.of(), false);
  }

  Keys later(String... keys) {
    return new Keys(known, Set.of(keys), nulls);
  }

  /** Where a key belongs that does not stand in the right place; for messages. */
  String instead(String key) {
    return switch (key) {
      case "parallel" ->
          ": it goes with each; steps begin side by side when they wait for the same, see after";
      case "join", "losers" -> ": it is said of a group, which has each or steps";
      case "observers", "quorum" -> ": see confirm";
      case "pivot" -> ": the pivot is a step outside of groups";
      default -> "";
    };
  }

  /** The same, where null says the same as nothing. */
  public Keys withNulls() {
    return new Keys(known, later, true);
  }

  /** The same and one more. */
  public Keys and(String key) {
    List<String> more = new ArrayList<>(known);
    more.add(key);
    return new Keys(more, later, nulls);
  }
}
