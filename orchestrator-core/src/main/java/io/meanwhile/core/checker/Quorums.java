package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Step;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The effects of a definition on which several observers report. */
final class Quorums {
  private final Definition definition;
  private final Map<String, Observers> actions = new HashMap<>();
  private final Map<String, Observers> undos = new HashMap<>();

  Quorums(Definition definition) {
    this.definition = definition;
    for (Step step : definition.steps()) {
      put(actions, step.name(), Observers.of(step.action()));
      put(undos, step.name(), Observers.of(step.undo()));
    }
  }

  private static void put(Map<String, Observers> all, String step, @Nullable Observers observers) {
    if (observers != null) {
      all.put(step, observers);
    }
  }

  /** Null where one observer speaks alone. */
  @Nullable Observers of(EffectKey key) {
    if (key.isMember()) {
      Step step = definition.step(key.place());
      return Observers.of(key.isAction() ? step.action() : step.undo());
    }
    return (key.isAction() ? actions : undos).get(key.step());
  }
}
