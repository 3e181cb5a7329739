package io.meanwhile.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a saga that was migrated still knows of the versions that it followed before.
 *
 * @param earlier those versions, the oldest first; never forgotten
 * @param places by name the steps of the present version whose actions were begun under another
 *     name, and that name: their keys keep it
 */
public record Migrated(List<Earlier> earlier, Map<String, String> places) {
  /** Of most sagas: never migrated. */
  public static final Migrated NEVER = new Migrated(List.of(), Map.of());

  public Migrated {
    earlier = List.copyOf(earlier);
    places = Map.copyOf(places);
  }

  /**
   * An earlier version.
   *
   * @param keeps what was begun under it and keeps its rules
   */
  public record Earlier(DefinitionRef definition, List<Kept> keeps) {
    public Earlier {
      keeps = List.copyOf(keeps);
    }
  }

  /**
   * One action that keeps its rules.
   *
   * @param step what its step is called in the version whose rules it keeps
   */
  public record Kept(EffectKey action, String step) {}

  /** What the present version calls the step at that place, if it has one for it. */
  public String named(String place) {
    for (Map.Entry<String, String> entry : places.entrySet()) {
      if (entry.getValue().equals(place)) {
        return entry.getKey();
      }
    }
    return place;
  }

  /** Which version's rules this action keeps; null for the present one's. */
  public @Nullable DefinitionRef keeps(EffectKey action) {
    for (Earlier version : earlier) {
      for (Kept kept : version.keeps()) {
        if (kept.action().equals(action)) {
          return version.definition();
        }
      }
    }
    return null;
  }

  /** After another migration: these actions keep the rules that they had. */
  public Migrated next(
      DefinitionRef from, List<EffectKey> keeps, Map<String, @Nullable Object> map) {
    Map<DefinitionRef, List<Kept>> versions = new LinkedHashMap<>();
    for (Earlier version : earlier) {
      List<Kept> still =
          version.keeps().stream().filter(kept -> keeps.contains(kept.action())).toList();
      versions.put(version.definition(), still);
    }
    List<Kept> more =
        keeps.stream()
            .filter(key -> keeps(key) == null)
            .map(key -> new Kept(key, named(key.place())))
            .toList();
    versions.merge(from, more, Migrated::both);
    return new Migrated(
        versions.entrySet().stream().map(e -> new Earlier(e.getKey(), e.getValue())).toList(),
        mapped(map));
  }

  private static List<Kept> both(List<Kept> some, List<Kept> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private Map<String, String> mapped(Map<String, @Nullable Object> map) {
    Map<String, String> all = new LinkedHashMap<>(places);
    all.values().removeAll(map.keySet());
    map.forEach((place, name) -> {
      if (name instanceof String other && !other.equals(place)) {
        all.put(other, place);
      }
    });
    return all;
  }
}
