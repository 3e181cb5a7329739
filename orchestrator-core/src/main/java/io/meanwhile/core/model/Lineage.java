package io.meanwhile.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a saga that was migrated reads the version it follows: what has begun keeps the rules it was
 * begun under, and its place, whatever the version calls its step.
 *
 * @param others other versions, as far as they are at hand
 * @param kept by action its step as an earlier version has it
 * @param apart begun steps that the version does not have
 * @param places by name the steps whose actions were begun under another name, and that name
 * @param applied the definition is already as the saga reads it
 */
record Lineage(
    List<Definition> others,
    Map<EffectKey, Step> kept,
    List<Step> apart,
    Map<String, String> places,
    boolean applied) {
  /** Of a definition as written, and for most sagas. */
  static final Lineage NONE = new Lineage(List.of(), Map.of(), List.of(), Map.of(), false);

  Lineage {
    others = List.copyOf(others);
    kept = Map.copyOf(kept);
    apart = Steps.copyOf(apart);
    places = Map.copyOf(places);
  }

  /** These versions are at hand. */
  Lineage with(List<Definition> versions) {
    return new Lineage(versions, kept, apart, places, applied);
  }

  /** The step at that place, of those that the version does not have. */
  @Nullable Step apart(String place) {
    return apart.isEmpty() ? null : Steps.copyOf(apart).at(place);
  }

  /** The version at hand that is called so; null when it is not. */
  @Nullable Definition version(DefinitionRef ref) {
    for (Definition other : others) {
      if (other.ref().equals(ref)) {
        return other;
      }
    }
    return null;
  }

  /** The definition as this saga follows it. */
  static Definition of(Definition written, Saga saga) {
    DefinitionRef ref = saga.definition();
    Definition pinned = ref == null ? written : written.version(ref);
    if (saga.migrated().earlier().isEmpty()) {
      return pinned.known(List.of());
    }
    Map<EffectKey, Step> kept = new HashMap<>();
    Map<String, Step> newest = new LinkedHashMap<>();
    for (Migrated.Earlier earlier : saga.migrated().earlier()) {
      for (Migrated.Kept one : earlier.keeps()) {
        String place = one.action().place();
        Step step = written.version(earlier.definition()).step(one.step());
        Step here = step.as(place, step.after(), step.action());
        kept.put(one.action(), here);
        newest.merge(place, here, (a, b) -> one.action().equals(last(saga, place)) ? b : a);
      }
    }
    return view(pinned, saga.migrated().places(), kept, newest, written);
  }

  private static EffectKey last(Saga saga, String place) {
    return Objects.requireNonNull(saga.action(place)).key();
  }

  private static Definition view(
      Definition pinned,
      Map<String, String> places,
      Map<EffectKey, Step> kept,
      Map<String, Step> newest,
      Definition written) {
    List<Step> steps = new ArrayList<>();
    Map<String, Step> apart = new LinkedHashMap<>(newest);
    for (Step step : pinned.steps()) {
      Step here = step.placed(places);
      Step begun = apart.remove(here.name());
      steps.add(
          begun == null || begun.flow() == null
              ? here
              : begun.waiting(here.after(), here.when())); // a group stays one, as it is
    }
    Lineage lineage =
        new Lineage(written.lineage().others(), kept, List.copyOf(apart.values()), places, true);
    return pinned.placed(steps, goal(pinned.complete(), places), lineage);
  }

  private static Completion goal(Completion written, Map<String, String> places) {
    return switch (written.goal()) {
      case Goal.All _, Goal.Any _ -> written;
      case Goal.AtLeast least ->
          new Completion(
              new Goal.AtLeast(
                  least.count(),
                  least.of().stream().map(name -> places.getOrDefault(name, name)).toList()),
              written.level());
      case Goal.Holds holds ->
          new Completion(new Goal.Holds(holds.expression().placed(places)), written.level());
    };
  }

  /** The same map with its keys where they are in the saga. */
  static Map<String, Level> placed(Map<String, Level> after, Map<String, String> places) {
    Map<String, Level> all = new LinkedHashMap<>();
    after.forEach((name, level) -> all.put(places.getOrDefault(name, name), level));
    return Collections.unmodifiableMap(all);
  }
}
