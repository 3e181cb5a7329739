package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts that brought no observation: each is recorded, then tried again or reacted to. */
final class Failures {
  private Failures() {}

  static Decision decide(Turn turn, SagaCommand.ReportFailure failure) {
    Effect effect = turn.saga().effect(failure.effect());
    Ask ask = effect == null ? null : effect.ask();
    boolean current =
        ask != null && ask.probe() == failure.probe() && ask.attempt() == failure.attempt();
    if (effect == null || !current || turn.saga().ended() != null) {
      return new Decision.Events(List.of());
    }
    Instant retryAt = retryAt(turn, effect, failure);
    turn.emit(
        new SagaEvent.AttemptFailed(
            turn.at,
            failure.effect(),
            failure.attempt(),
            failure.probe(),
            failure.failure(),
            failure.detail(),
            retryAt));
    if (retryAt == null) {
      exhausted(turn, failure);
    }
    return turn.settled();
  }

  private static @Nullable Instant retryAt(
      Turn turn, Effect effect, SagaCommand.ReportFailure failure) {
    Retry retry = turn.call(effect.key()).retry();
    boolean hopeless = failure.failure() == Failure.NOT_CONFIGURED;
    if (failure.probe() || hopeless || failure.attempt() >= retry.attempts()) {
      return null;
    }
    Instant at = turn.at.plus(retry.delay(failure.attempt(), effect.key().in(turn.saga().id())));
    return Memory.holds(turn, effect.key(), at) ? at : null;
  }

  private static void exhausted(Turn turn, SagaCommand.ReportFailure failure) {
    EffectKey key = failure.effect();
    if (failure.probe()) {
      probeFailed(turn, key, failure.detail(), false);
      return;
    }
    String expected = "an answer from " + turn.call(key).to();
    switch (failure.failure()) {
      case REJECTED, NOT_CONFIGURED ->
          Diverging.react(turn, key, DivergenceKind.REJECTED, expected, failure.detail());
      case NO_ANSWER, UNAVAILABLE -> {
        Effect effect = turn.effect(key);
        if (Diverging.becomesUnknown(effect.rung())) {
          turn.emit(new SagaEvent.DeadlinePassed(turn.at, key, Rung.UNKNOWN));
        }
        DivergenceKind kind =
            effect.surelyUndelivered() ? DivergenceKind.UNAVAILABLE : DivergenceKind.UNKNOWN;
        Diverging.react(turn, key, kind, expected, failure.detail());
      }
    }
  }

  /**
   * A probe brought nothing: ask again, or react as to silence. Where the participant finds no
   * trace and the saga can only go forward, or has to undo, the same key is sent once more.
   */
  static void probeFailed(Turn turn, EffectKey key, String why, boolean noTrace) {
    Effect effect = turn.effect(key);
    boolean waits = effect.expired() && effect.until() != null; // its deadline is still to come
    if (waits || (key.isAction() && effect.givenUp())) {
      return;
    }
    boolean after = Diverging.readsAfter(turn, key, DivergenceKind.UNKNOWN);
    if (Pausing.holds(turn, key, DivergenceKind.UNKNOWN, "word of it", why)) {
      return;
    }
    if (Policy.follows(turn, key)) {
      Diverging.react(turn, key, DivergenceKind.UNKNOWN, "word of it", why);
    } else if (!key.isAction() || (after && noTrace)) {
      Diverging.retry(turn, key, DivergenceKind.UNKNOWN, "word of it", why);
    } else {
      Diverging.askOn(turn, key, DivergenceKind.UNKNOWN, why, after);
    }
  }
}
