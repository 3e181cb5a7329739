package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Stands;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator only waits for: a time, a message, a decision. It comes once, and only
 * while it is waited for: there is no participant whose word could come late.
 */
final class Awaited {
  private Awaited() {}

  /**
   * Whether a message can be waited for by what is known now.
   *
   * @throws ExpressionException when it cannot: nothing would ever equal nothing on purpose
   */
  static void check(Call action, @Nullable Object input) {
    boolean message = Own.of(action.to()) == Own.MESSAGE;
    if (message && input instanceof Map<?, ?> fields) {
      if (fields.containsKey("key") && fields.get("key") == null) {
        throw new ExpressionException("what a message must match is null");
      }
    }
  }

  /** The answer to a report that comes when nothing waits for it; null when something does. */
  static @Nullable Decision unwanted(Turn turn, Effect effect, Observation seen) {
    if (!effect.asksNobody()) {
      return null;
    }
    if (isTaken(turn, seen)) {
      return new Decision.Events(List.of());
    }
    boolean waits =
        effect.wanted() && effect.stands() == Stands.MAYBE && Own.of(effect.to()) != Own.TIMER;
    return waits ? null : turn.refused("not-waiting", effect.key() + " waits for nothing.");
  }

  /** True for what has to be found when it comes: by a message, by a person, by another saga. */
  static boolean attends(Effect effect) {
    if (effect.stands() == Stands.NO) {
      return false;
    }
    return switch (Own.of(effect.to())) {
      case MESSAGE, DECISION -> effect.wanted() && effect.stands() == Stands.MAYBE;
      case SAGA -> effect.rung() != Rung.FINAL;
      case TIMER -> false;
      case null -> false;
    };
  }

  /** The same message counts once in a saga, whichever step it came to. */
  private static boolean isTaken(Turn turn, Observation seen) {
    return turn.saga().all().stream()
        .anyMatch(
            effect -> Own.isAwaited(effect.to()) && effect.seen().contains(seen.fingerprint()));
  }
}
