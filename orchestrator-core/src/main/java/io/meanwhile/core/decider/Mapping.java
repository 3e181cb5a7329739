package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which step of another version each begun step counts as: the one that it is mapped to, otherwise
 * the one of the same name.
 */
final class Mapping {
  private final Definition now;
  private final Saga saga;
  private final Definition to;
  private final Map<String, @Nullable String> map;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<String, String> counts = new LinkedHashMap<>();
  private final List<Decision.Flaw> flaws = new ArrayList<>();

  /**
   * @param now the present version as the saga knows it
   * @param to the other one, as written
   */
  Mapping(Definition now, Saga saga, Definition to, Map<String, @Nullable String> map) {
    this.now = now;
    this.saga = saga;
    this.to = to;
    this.map = map;
    for (Effect effect : saga.all()) {
      if (!effect.key().isMember()) {
        begun.add(effect.key().place());
      }
    }
    named();
    begun.forEach(this::counts);
    taken();
  }

  List<Decision.Flaw> flaws() {
    return flaws;
  }

  /** The places of all steps that have begun, or were left out. */
  Set<String> begun() {
    return begun;
  }

  /** What the step begun at that place is in the other version; null when it has none. */
  @Nullable String counted(String place) {
    return counts.get(place);
  }

  /** Where the step of the other version has begun; null when it has not. */
  @Nullable String place(String name) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** True for a step that the operator named. */
  boolean names(String place) {
    return map.get(place) != null;
  }

  private void named() {
    Map<String, String> targets = new LinkedHashMap<>();
    map.forEach((place, name) -> {
      if (!begun.contains(place) && !now.stepNames().contains(place)) {
        Set<String> known = new LinkedHashSet<>(now.stepNames());
        known.addAll(begun);
        flaw(place, "the saga has no step " + place + hint(place, known));
      }
      if (name != null && !to.stepNames().contains(name)) {
        flaw(place, to.ref() + " has no step " + name + hint(name, to.stepNames()));
      } else if (name != null) {
        String other = targets.putIfAbsent(name, place);
        if (other != null) {
          flaw(place, "both " + other + " and " + place + " would be its step " + name);
        }
      }
    });
  }

  private static String hint(String word, java.util.Collection<String> known) {
    String near = Nearest.to(word, known);
    return near == null ? "" : "; did you mean " + near + "?";
  }

  private void counts(String place) {
    String name = map.containsKey(place) ? map.get(place) : saga.migrated().named(place);
    if (name != null && to.stepNames().contains(name)) {
      String other = place(name);
      if (other == null) {
        counts.put(place, name);
      } else if (!map.containsKey(place) || !map.containsKey(other)) { // else it is told already
        flaw(place, "both " + other + " and " + place + " would be its step " + name);
      }
    } else if (!map.containsKey(place) && isNeeded(place)) {
      flaw(
          place,
          "step "
              + place
              + " has begun, and it has no step of that name: map it to the one that it is"
              + " there, or to null to let it end by itself"
              + hint(place, to.stepNames()));
    }
  }

  /** True unless nothing of it stands, nor may, nor is owed. */
  private boolean isNeeded(String place) {
    Effect newest = saga.action(place);
    boolean gone =
        newest == null
            || newest.rung() == Rung.SKIPPED
            || (newest.givenUp() && Owed.settled(now, saga, newest));
    return !gone && !saga.backward() && now.beginsAgain(place);
  }

  /** A step that has not begun there would have a key that is used already. */
  private void taken() {
    for (String name : to.stepNames()) {
      boolean used = begun.contains(name) && place(name) == null && saga.action(name) != null;
      if (used && flaws.isEmpty()) {
        flaw(
            name,
            "its step "
                + name
                + " would begin under the keys of the step "
                + name
                + " that has begun and is not this one: map that to it, or name the step otherwise"
                + " there");
      }
    }
  }

  private void flaw(String place, String message) {
    flaws.add(new Decision.Flaw("/map/" + place.replace("~", "~0").replace("/", "~1"), message));
  }
}
