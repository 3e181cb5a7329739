package io.meanwhile.core.whatif;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.EffectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How participants, and operators, answer what they are asked in a play. Of a list each is said
 * once, in order; the last one is said again as often as the participant is asked again.
 *
 * @param otherwise for the effects that are not named; not empty. A timer that is not named takes
 *     its time by itself
 * @param named by effect key, by step for its actions, or by {@code step/compensation} for its
 *     compensations; the first of these that is there counts
 * @param questions how questions are answered that nothing else can close, one after the other
 */
public record Answers(
    List<Said> otherwise, Map<String, List<Said>> named, List<Settled> questions) {
  /** Every effect is final at once. */
  public static final Answers FINAL = new Answers(List.of(Said.FINAL), Map.of());

  /** An operator's answer to a question. */
  public record Settled(Choice choice, String reason, @Nullable Object result) {}

  /** Nobody answers questions. */
  public Answers(List<Said> otherwise, Map<String, List<Said>> named) {
    this(otherwise, named, List.of());
  }

  public Answers {
    questions = List.copyOf(questions);
    otherwise = List.copyOf(otherwise);
    Map<String, List<Said>> copy = new LinkedHashMap<>();
    named.forEach((name, said) -> copy.put(name, List.copyOf(said)));
    named = Map.copyOf(copy);
    if (otherwise.isEmpty() || named.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("an answer that says nothing");
    }
  }

  List<Said> to(EffectKey effect) {
    return Objects.requireNonNullElse(named(effect), otherwise);
  }

  /** False where what is said of all others goes for it too. */
  boolean name(EffectKey effect) {
    return named(effect) != null;
  }

  private @Nullable List<Said> named(EffectKey effect) {
    List<Said> exactly = named.get(effect.toString());
    if (exactly != null) {
      return exactly;
    }
    String step = effect.isAction() ? effect.place() : effect.place() + "/compensation";
    return named.get(step);
  }
}
