package io.meanwhile.core.scenario;

import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of each effect, one rung after the other. */
record Trace(List<Reached> reached) {

  /**
   * An effect is on another rung.
   *
   * @param after since the saga was started
   * @param input what was asked for
   */
  record Reached(EffectKey effect, Rung rung, Duration after, @Nullable Object input) {}

  static Trace of(List<SagaEvent> events) {
    List<Reached> reached = new ArrayList<>();
    Map<EffectKey, Rung> rungs = new HashMap<>();
    Saga saga = Saga.NOT_STARTED;
    Instant start = events.isEmpty() ? Instant.EPOCH : events.getFirst().at();
    for (SagaEvent event : events) {
      saga = SagaDecider.evolve(saga, event);
      for (Effect effect : saga.all()) {
        if (rungs.put(effect.key(), effect.rung()) != effect.rung()) {
          Duration after = Duration.between(start, event.at());
          reached.add(new Reached(effect.key(), effect.rung(), after, effect.input()));
        }
      }
    }
    return new Trace(reached);
  }

  List<Reached> of(EffectName name) {
    return reached.stream().filter(it -> name.means(it.effect())).toList();
  }

  boolean any(EffectName name, Predicate<Reached> is) {
    return of(name).stream().anyMatch(is);
  }

  /** For people: what the effect went through. */
  String told(EffectName name) {
    List<Reached> all = of(name);
    return all.isEmpty()
        ? name + " was never asked for"
        : name
            + " was "
            + all.stream()
                .map(it -> word(it.rung()) + " at +" + it.after())
                .collect(Collectors.joining(", "));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
