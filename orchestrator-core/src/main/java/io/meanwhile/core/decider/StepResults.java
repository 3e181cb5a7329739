package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code steps} is to an expression: looked up one by one, since most read only a few. */
final class StepResults extends AbstractMap<String, Map<String, @Nullable Object>> {
  private final Definition definition;
  private final Saga saga;
  private final boolean lastKnown;
  private final @Nullable Level least;
  private final String place;

  /**
   * @param lastKnown also what was said of actions that do not stand at present: good enough to
   *     undo something by, never to begin something on
   * @param least only what counts at this level; null for all that stands
   * @param place from where: in a group what is beside it is seen first; empty for outside of all
   */
  StepResults(
      Definition definition, Saga saga, boolean lastKnown, @Nullable Level least, String place) {
    this.definition = definition;
    this.saga = saga;
    this.lastKnown = lastKnown;
    this.least = least;
    this.place = place;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> get(@Nullable Object name) {
    Effect effect = name instanceof String step ? seen(step) : null;
    boolean counts = least == null || (effect != null && effect.counts(least));
    if (effect == null || !counts) {
      return null;
    }
    boolean seen = effect.stands() == Stands.YES || (lastKnown && effect.result() != null);
    return seen ? Collections.singletonMap("result", effect.result()) : null;
  }

  /** The nearest of that name: beside the place, beside the group around it, and so on. */
  private @Nullable Effect seen(String name) {
    for (int dot = place.lastIndexOf('.'); dot > 0; dot = place.lastIndexOf('.', dot - 1)) {
      Effect effect = saga.action(place.substring(0, dot + 1) + name);
      if (effect != null) {
        return effect;
      }
    }
    return saga.action(definition.place(name));
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Entry<String, Map<String, @Nullable Object>>> entrySet() {
    Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
    for (Step step : definition.steps()) {
      Map<String, @Nullable Object> data = get(step.name());
      if (data != null) {
        all.put(step.name(), data);
      }
    }
    return all.entrySet();
  }
}
