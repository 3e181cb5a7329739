package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a participant remembers keys. Past that it would take the same key for another request,
 * and do it twice, or refuse what it did long ago: then it is only asked.
 */
public final class Memory {
  static final String OVER = "Its participant does not remember the key any more.";

  private Memory() {}

  /** True while an attempt at that time is answered before the key is forgotten. */
  static boolean holds(Turn turn, EffectKey key, Instant sendAt) {
    return holds(turn.call(key), turn.effect(key), sendAt);
  }

  /** The same, of an effect that is asked for in this way. */
  public static boolean holds(Call call, Effect effect, Instant sendAt) {
    Instant last = last(call, effect.requestedAt());
    return last == null || !sendAt.isAfter(last);
  }

  /**
   * When at the latest this may be sent; null for no limit. What comes first may be planned for
   * later than when it was requested, and is remembered from then on.
   */
  public static @Nullable Instant last(Call call, Effect effect, Ask ask) {
    boolean first = ask.attempt() == 1 && ask.at().isAfter(effect.requestedAt());
    return ask.probe() ? null : last(call, first ? ask.at() : effect.requestedAt());
  }

  private static @Nullable Instant last(Call call, Instant first) {
    Duration remembers = call.remembers();
    return remembers == null ? null : first.plus(remembers).minus(call.answer());
  }
}
