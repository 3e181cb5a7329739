package io.meanwhile.core.whatif;

import io.meanwhile.core.model.EffectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How participants answer what they are asked in a play. Of a list each is said once, in order; the
 * last one is said again as often as the participant is asked again.
 *
 * @param otherwise for the effects that are not named; not empty
 * @param named by effect key, by step for its actions, or by {@code step/compensation} for its
 *     compensations; the first of these that is there counts
 */
public record Answers(List<Said> otherwise, Map<String, List<Said>> named) {
  /** Every effect is final at once. */
  public static final Answers FINAL = new Answers(List.of(Said.FINAL), Map.of());

  public Answers {
    otherwise = List.copyOf(otherwise);
    Map<String, List<Said>> copy = new LinkedHashMap<>();
    named.forEach((name, said) -> copy.put(name, List.copyOf(said)));
    named = Map.copyOf(copy);
    if (otherwise.isEmpty() || named.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("an answer that says nothing");
    }
  }

  List<Said> to(EffectKey effect) {
    List<Said> exactly = named.get(effect.toString());
    if (exactly != null) {
      return exactly;
    }
    String step = effect.isAction() ? effect.place() : effect.place() + "/compensation";
    return named.getOrDefault(step, otherwise);
  }
}
