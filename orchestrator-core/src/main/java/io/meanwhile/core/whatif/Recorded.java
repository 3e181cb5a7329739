package io.meanwhile.core.whatif;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What history knows about effects: which were asked for, with which input, and what they brought.
 *
 * @param asked input by effect; the key is there for every effect that was ever asked for
 * @param brought the newest result by effect
 */
record Recorded(Map<EffectKey, Object> asked, Map<EffectKey, Object> brought) {
  private static final Object NOTHING = new Object();

  static Recorded of(Saga before, List<SagaEvent> events) {
    Map<EffectKey, Object> asked = new HashMap<>();
    Map<EffectKey, Object> brought = new HashMap<>();
    for (Effect effect : before.all()) {
      asked.put(effect.key(), Objects.requireNonNullElse(effect.input(), NOTHING));
      if (effect.result() != null) {
        brought.put(effect.key(), effect.result());
      }
    }
    for (SagaEvent event : events) {
      if (event instanceof SagaEvent.EffectRequested request) {
        asked.put(request.effect(), Objects.requireNonNullElse(request.input(), NOTHING));
      } else if (event instanceof SagaEvent.ObservationRecorded recorded) {
        Observation seen = recorded.observation();
        boolean success = seen.status() == Report.CONFIRMED || seen.status() == Report.FINAL;
        if (success && seen.result() != null) {
          brought.put(seen.effect(), seen.result());
        }
      }
    }
    return new Recorded(Map.copyOf(asked), Map.copyOf(brought));
  }

  boolean knows(EffectKey effect) {
    return asked.containsKey(effect);
  }

  /** What the effect really brought; null when it was asked for with another input, or not. */
  @Nullable Object result(Effect effect) {
    Object input = Objects.requireNonNullElse(effect.input(), NOTHING);
    return input.equals(asked.get(effect.key())) ? brought.get(effect.key()) : null;
  }
}
