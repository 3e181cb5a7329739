package io.meanwhile.app.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys an object may have.
 *
 * @param known in the order people expect them
 * @param later keys that exist in the language but not here
 * @param nulls true when a key that says null counts as absent; else that is a flaw
 * @param others keys that make something else of the object, with keys of its own
 */
public record Keys(List<String> known, Set<String> later, boolean nulls, List<String> others) {
  public Keys {
    known = List.copyOf(known);
    later = Set.copyOf(later);
    others = List.copyOf(others);
  }

  /** Only these. */
  public static Keys of(String... known) {
    return new Keys(List.of(known), Set.of(), false, List.of());
  }

  Keys others(String... keys) {
    return new Keys(known, later, nulls, List.of(keys));
  }

  /** All that could have been meant, in words. */
  String told() {
    String here = String.join(", ", known);
    return others.isEmpty()
        ? here
        : here + "; and what makes another kind of step: " + String.join(", ", others);
  }

  /** The one that is nearest to a key that is none of them; null when none is near. */
  @Nullable String nearest(String key) {
    String here = Closest.to(key, known);
    return here == null ? Closest.to(key, others) : here;
  }

  Keys later(String... keys) {
    return new Keys(known, Set.of(keys), nulls, others);
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
    return new Keys(known, later, true, others);
  }

  /** The same and one more. */
  public Keys and(String key) {
    List<String> more = new ArrayList<>(known);
    more.add(key);
    return new Keys(more, later, nulls, others);
  }

  /** Notes every key that is not known, or not here, or that says nothing. */
  void check(Node.Fields object, String pointer, Flaws flaws) {
    object
        .fields()
        .forEach((key, field) -> {
          String at = Pointers.child(pointer, key);
          Place place = field.key();
          if (later.contains(key)) {
            String message = "the key " + key + " cannot stand here" + instead(key);
            flaws.add("unsupported-key", place, at, message);
          } else if (!known.contains(key)) {
            String message = "unknown key " + key + "; known here: " + told();
            flaws.add("unknown-key", place, at, message, nearest(key));
          } else if (!nulls && Section.isNull(field.value()) && !flaws.touch(at)) {
            String message = key + " says nothing: give it a value or remove the key";
            flaws.add("wrong-type", place, at, message);
          }
        });
  }
}
