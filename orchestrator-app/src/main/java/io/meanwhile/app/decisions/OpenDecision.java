package io.meanwhile.app.decisions;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a saga waits for.
 *
 * @param saga the saga's id
 * @param who names and roles of those who may decide
 * @param form JSON Schema of what goes with it; null for nothing
 * @param until when its deadline is; null while an operator is asked
 */
public record OpenDecision(
    long sagaKey,
    String saga,
    String definition,
    EffectKey effect,
    List<String> who,
    List<String> choices,
    @Nullable Object form,
    Instant since,
    @Nullable Instant until) {
  public OpenDecision {
    who = List.copyOf(who);
    choices = List.copyOf(choices);
  }

  static OpenDecision of(long sagaKey, String saga, String definition, Effect effect) {
    Map<?, ?> asked = effect.input() instanceof Map<?, ?> input ? input : Map.of();
    return new OpenDecision(
        sagaKey,
        saga,
        definition,
        effect.key(),
        texts(asked.get("who")),
        texts(asked.get("choices")),
        asked.get("form"),
        effect.requestedAt(),
        effect.until());
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
