package io.meanwhile.core.decider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the steps of a group see of what lies around it.
 *
 * @param taken names around it: no step within has one of these
 * @param seen those of them that stand when the group begins
 * @param items it lies in a fan-out, so that expressions see one of its items
 */
record Surroundings(Set<String> taken, Set<String> seen, boolean items) {
  static final Surroundings NONE = new Surroundings(Set.of(), Set.of(), false);

  boolean hides(String name) {
    return taken.contains(name);
  }

  boolean shows(String name) {
    return seen.contains(name);
  }

  /** The same and one group further in. */
  Surroundings within(List<String> names, List<String> before, boolean fanOut) {
    Set<String> allTaken = new LinkedHashSet<>(taken);
    allTaken.addAll(names);
    Set<String> allSeen = new LinkedHashSet<>(seen);
    allSeen.addAll(before);
    return new Surroundings(allTaken, allSeen, items || fanOut);
  }
}
