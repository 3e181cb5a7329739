package io.meanwhile.core.standing;

import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step waits for, in words, when it is the orchestrator's own work. */
final class Owns {
  private Owns() {}

  /** Null for what others do, and for what is settled. */
  static @Nullable String waitingFor(Saga saga, Effect effect) {
    Own own = Own.of(effect.to());
    if (own == null || effect.stands() != Stands.MAYBE) {
      return null;
    }
    return switch (own) {
      case TIMER -> "its time to come";
      case MESSAGE -> "a message " + message(effect.input());
      case DECISION -> "a decision by " + people(effect.input());
      case SAGA -> effect.ask() == null ? "the saga " + child(saga, effect) + " to end" : null;
    };
  }

  private static String message(@Nullable Object input) {
    if (!(input instanceof Map<?, ?> fields)) {
      return "that it waits for";
    }
    Object key = fields.get("key");
    return fields.get("name") + (key == null ? "" : " with " + fields.get("of") + " = " + key);
  }

  private static String child(Saga saga, Effect effect) {
    EffectKey action = effect.key().isAction() ? effect.key() : effect.key().undone();
    return Child.idOf(saga.id(), action);
  }

  private static String people(@Nullable Object input) {
    return input instanceof Map<?, ?> fields && fields.get("who") instanceof List<?> who
        ? String.join(" or ", who.stream().map(String::valueOf).toList())
        : "somebody";
  }

  /** What follows when the wait is over; null where that is as for any other step. */
  static @Nullable String then(Effect effect) {
    boolean timer = effect.key().isAction() && Own.of(effect.to()) == Own.TIMER;
    return timer && effect.stands() == Stands.MAYBE ? "it is final" : null;
  }
}
