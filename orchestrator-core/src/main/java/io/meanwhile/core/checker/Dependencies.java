package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a step begins, what it waits for stands at the level asked for, and it says so. */
final class Dependencies {
  private Dependencies() {}

  static @Nullable Wrong wrong(Definition definition, Saga before, SagaEvent.EffectRequested e) {
    String place = e.effect().place();
    String group = place.substring(0, place.lastIndexOf('.') + 1);
    for (Map.Entry<String, Level> after : definition.step(place).after().entrySet()) {
      Effect dependency = before.action(group + after.getKey());
      if (dependency == null || !BeginLaws.stands(dependency, after.getValue())) {
        return new Wrong(
            6,
            e.effect()
                + " begins although "
                + after.getKey()
                + " does not stand at "
                + after.getValue()
                + ".");
      }
      boolean lost = dependency.givenUp() || dependency.loss(); // gone on without, whatever became
      boolean done = dependency.stands() == Stands.YES && !lost;
      if (done && !e.reliesOn().contains(dependency.key())) {
        return new Wrong(5, e.effect() + " does not say that it relies on " + dependency.key());
      }
    }
    return null;
  }
}
