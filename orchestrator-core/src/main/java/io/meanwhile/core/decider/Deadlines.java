package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Silence: what happens when a wait is over. Due times are read from the state alone. */
final class Deadlines {
  private Deadlines() {}

  static Decision decide(Turn turn) {
    if (turn.saga().ended() != null) {
      return new Decision.Events(List.of());
    }
    for (Effect effect : turn.saga().restless()) {
      Effect now = turn.effect(effect.key());
      if (isDue(turn, now, now.until())) {
        passed(turn, now);
      }
      Effect then = turn.effect(effect.key());
      if (isDue(turn, then, Validity.due(then))) {
        Validity.passed(turn, then);
      }
    }
    Instant overdue = overdue(turn.saga());
    if (overdue != null && !overdue.isAfter(turn.at)) {
      Overdue.react(turn);
    }
    return turn.settled();
  }

  private static boolean isDue(Turn turn, Effect effect, @Nullable Instant end) {
    return end != null && !end.isAfter(turn.at) && due(turn.saga(), effect) != null;
  }

  /** When this effect's wait is over; null when it waits for nothing, or for an operator. */
  static @Nullable Instant due(Saga saga, Effect effect) {
    boolean over = effect.isGroup() && effect.givenUp(); // its members have deadlines of their own
    return over || Owed.questioned(saga, effect) || effect.loss() ? null : Validity.end(effect);
  }

  /** When the saga as a whole is overdue; null when that does not count. */
  static @Nullable Instant overdue(Saga saga) {
    return saga.backward() || saga.held() != null || saga.ended() != null ? null : saga.deadline();
  }

  private static void passed(Turn turn, Effect effect) {
    EffectKey key = effect.key();
    if (effect.isGroup()) {
      Joins.overdue(turn, effect);
      return;
    }
    if (Timers.passed(turn, effect) || Ripening.passed(turn, effect)) {
      return;
    }
    Rung rung = Diverging.becomesUnknown(effect.rung()) ? Rung.UNKNOWN : effect.rung();
    turn.emit(new SagaEvent.DeadlinePassed(turn.at, key, rung));
    if (key.isAction() && effect.givenUp()) {
      return; // now it is owed a compensation, if it can have one
    }
    Duration waited = Duration.between(effect.rungSince(), turn.at);
    if (effect.rung() == Rung.REVERTED) {
      graceOver(turn, key, "It stayed reverted for " + waited + ".");
    } else {
      String observed = "silence since it was " + effect.rung() + ", for " + waited;
      Diverging.react(turn, key, DivergenceKind.UNKNOWN, "word by its deadline", observed);
    }
  }

  /**
   * A reverted effect did not come back: compensate before the pivot; after it undo what relied on
   * it and ask for it once more, then park.
   */
  static void graceOver(Turn turn, EffectKey key, String observed) {
    if (Pausing.holds(turn, key, DivergenceKind.REVERTED, "it comes back", observed)
        || Policy.react(turn, key, DivergenceKind.REVERTED, "it comes back", observed)) {
      return;
    }
    boolean after = Diverging.readsAfter(turn, key, DivergenceKind.REVERTED);
    boolean again = (after || !key.isAction()) && turn.effect(key).retries() < Diverging.ROUNDS;
    DivergenceKind kind = DivergenceKind.REVERTED;
    if (again && Diverging.isForgotten(turn, key)) {
      Diverging.ask(turn, key, kind, "it comes back", observed);
      return;
    }
    if (!again && Diverging.loses(turn, key, kind, "it comes back", observed)) {
      return;
    }
    Reaction reaction =
        again ? Reaction.RETRY : after || !key.isAction() ? Reaction.PARK : Reaction.COMPENSATE;
    turn.diverged(key, kind, "it comes back", observed, reaction);
    switch (reaction) {
      case RETRY -> {
        GivingUp.giveUpBehindIfItMayBeginAgain(turn, key, observed);
        Diverging.again(turn, key);
      }
      case PARK -> Parking.about(turn, key, kind, observed);
      case REDO, PROBE, WAIT, UNDO, COMPENSATE, CONTINUE, RECORD ->
          Backward.wish(turn, observed, key, kind);
    }
  }
}
