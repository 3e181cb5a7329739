package io.meanwhile.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a saga that was migrated still knows of the versions that it followed before.
 *
 * @param earlier those versions, the oldest first; never forgotten
 * @param renamed the steps of the present version whose actions were begun under another name
 */
public record Migrated(List<Earlier> earlier, List<Renamed> renamed) {
  /** Of most sagas: never migrated. */
  public static final Migrated NEVER = new Migrated(List.of(), List.of());

  public Migrated {
    earlier = List.copyOf(earlier);
    renamed = List.copyOf(renamed);
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

  /**
   * A step of the present version.
   *
   * @param place the name that its action was begun under: its keys keep it
   */
  public record Renamed(String step, String place) {}

  /** By name the steps that were begun under another name, and that name. */
  public Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    renamed.forEach(one -> places.put(one.step(), one.place()));
    return places;
  }

  /** What the present version calls the step at that place, if it has one for it. */
  public String named(String place) {
    for (Renamed one : renamed) {
      if (one.place().equals(place)) {
        return one.step();
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
  public Migrated next(Migration migration) {
    List<EffectKey> keeps = migration.keeps();
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
    versions.merge(migration.from(), more, Migrated::both);
    return new Migrated(
        versions.entrySet().stream().map(e -> new Earlier(e.getKey(), e.getValue())).toList(),
        mapped(migration.map()));
  }

  private static List<Kept> both(List<Kept> some, List<Kept> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private List<Renamed> mapped(Map<String, @Nullable Object> map) {
    List<Renamed> all = new ArrayList<>(renamed);
    all.removeIf(one -> map.containsKey(one.place()));
    map.forEach((place, name) -> {
      if (name instanceof String other && !other.equals(place)) {
        all.add(new Renamed(other, place));
      }
    });
    return all;
  }
}
