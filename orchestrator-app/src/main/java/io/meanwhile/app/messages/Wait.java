package io.meanwhile.app.messages;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits for a message.
 *
 * @param saga the saga's id
 * @param name of the message
 * @param of what of a message is looked at; empty when any message of that name will do
 * @param key what that must be
 * @param since when the wait began: it gets what comes from then on, and what was kept before
 * @param until when its deadline is; null while an operator is asked
 */
public record Wait(
    long sagaKey,
    String saga,
    EffectKey effect,
    String name,
    String of,
    Object key,
    Instant since,
    @Nullable Instant until) {

  /** What fits any message. */
  static final Object ANY = true;

  /** As the effect's input says; null when that says nothing of a message. */
  static @Nullable Wait of(long sagaKey, String saga, Effect effect) {
    if (!(effect.input() instanceof Map<?, ?> input)
        || !(input.get("name") instanceof String name)) {
      return null;
    }
    boolean any = !(input.get("of") instanceof String);
    String of = any ? "" : (String) input.get("of");
    Object key = any ? ANY : input.get("key");
    return of == null || key == null
        ? null
        : new Wait(
            sagaKey, saga, effect.key(), name, of, key, effect.requestedAt(), effect.until());
  }

  /** Under which name it takes a message. */
  String taker() {
    return effect.in(saga);
  }
}
