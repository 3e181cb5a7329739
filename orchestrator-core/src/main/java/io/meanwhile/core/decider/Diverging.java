package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.time.Instant;

/**
 * The divergence table: what is done about each kind, before the pivot, after it, and for a
 * compensation.
 */
final class Diverging {
  /** Reactions that keep asking do so this often; then the saga parks. */
  static final int ROUNDS = 100;

  private Diverging() {}

  /** Records a divergence of a wanted action or of a compensation, and reacts to it. */
  static void react(
      Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    if (kind != DivergenceKind.BROKEN && Pausing.holds(turn, key, kind, expected, observed)) {
      return;
    }
    if (!key.isAction()) {
      boolean moot = kind == DivergenceKind.REFUSED && owesNothing(turn, key);
      if (moot || !Policy.react(turn, key, kind, expected, observed)) {
        compensation(turn, key, kind, expected, observed);
      }
    } else if (kind == DivergenceKind.BROKEN) {
      turn.diverged(key, kind, expected, observed, Reaction.PARK);
      Parking.about(turn, key, kind, observed);
    } else if (!turn.effect(key).givenUp() && !Policy.react(turn, key, kind, expected, observed)) {
      action(turn, key, kind, expected, observed);
    }
  }

  private static void action(
      Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    boolean after = readsAfter(turn, key, kind);
    switch (kind) {
      case UNKNOWN, UNAVAILABLE -> {
        boolean probes = turn.call(key).probe() != null;
        if (!after && !probes && loses(turn, key, kind, expected, observed)) {
          return;
        }
        if (after && (kind == DivergenceKind.UNAVAILABLE || !probes)) {
          retry(turn, key, kind, expected, observed);
        } else {
          Reaction first = probes ? Reaction.PROBE : Reaction.COMPENSATE;
          turn.diverged(key, kind, expected, observed, first);
          askOn(turn, key, kind, observed, after);
        }
      }
      case REVERTED -> {
        turn.diverged(key, kind, expected, observed, Reaction.WAIT);
        Instant end = turn.at.plus(turn.call(key).grace());
        turn.emit(new SagaEvent.WaitExtended(turn.at, key, end));
      }
      case REFUSED, UNEXPECTED -> {
        if (!loses(turn, key, kind, expected, observed)) {
          turn.diverged(key, kind, expected, observed, after ? Reaction.PARK : Reaction.COMPENSATE);
          parkOrGoBackward(turn, key, kind, observed, after);
        }
      }
      case REJECTED, BROKEN, STRAY, UNMET, OVERDUE, EXPRESSION -> {
        turn.diverged(key, kind, expected, observed, Reaction.PARK);
        Parking.about(turn, key, kind, observed);
      }
      case DISPUTED -> turn.diverged(key, kind, expected, observed, Reaction.WAIT);
      case LATE -> turn.diverged(key, kind, expected, observed, Reaction.RECORD);
    }
  }

  /**
   * While the goal, or its group, can do without it, a step that fails is a loss, whatever the
   * column says: it is given up, and the saga goes on.
   *
   * @return true when it was given up
   */
  static boolean loses(
      Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    EffectKey lost =
        key.isAction() && turn.effect(key).wanted()
            ? Outlook.expendable(turn.definition, turn.saga(), key)
            : null;
    if (lost != null) {
      turn.diverged(key, kind, expected, observed, Reaction.UNDO);
      GivingUp.giveUp(turn, lost, Afterwards.NOTHING, Afterwards.NOTHING, observed);
    }
    return lost != null;
  }

  /**
   * The pivot's own divergences read "after" while it is in flight; once it is VOID it was not
   * passed, and its refusal reads "before".
   */
  static boolean readsAfter(Turn turn, EffectKey key, DivergenceKind kind) {
    return switch (Pivot.of(turn.definition, turn.saga())) {
      case PASSED -> true;
      case AHEAD -> false;
      case IN_FLIGHT -> turn.step(key).pivot() && kind != DivergenceKind.REFUSED;
    };
  }

  static void parkOrGoBackward(
      Turn turn, EffectKey key, DivergenceKind kind, String why, boolean after) {
    if (after) {
      Parking.about(turn, key, kind, why);
    } else {
      Backward.wish(turn, why, key, kind);
    }
  }

  /**
   * Asks again about an effect of which nothing is known: a probe, or after the pivot the same key.
   */
  static void askOn(Turn turn, EffectKey key, DivergenceKind kind, String why, boolean after) {
    Effect effect = turn.effect(key);
    Call call = turn.call(key);
    if (call.probe() != null && effect.probes() < (after ? ROUNDS : call.retry().attempts())) {
      probe(turn, key);
    } else if (call.probe() == null && after && maySendAgain(turn, key)) {
      again(turn, key);
    } else if (loses(turn, key, kind, "word of it", why)) {
      return;
    } else if (after) {
      Parking.about(turn, key, kind, reason(turn, key, why));
    } else {
      if (call.probe() != null) {
        String found = "Asked " + effect.probes() + " times, no word of it.";
        turn.diverged(key, kind, "word of it", found, Reaction.COMPENSATE);
      }
      Backward.wish(turn, why, key, kind);
    }
  }

  static void probe(Turn turn, EffectKey key) {
    int done = turn.effect(key).probes();
    turn.emit(new SagaEvent.ProbeRequested(turn.at, key, done + 1, pause(turn, key, done)));
  }

  /**
   * Sends the same key again, whatever the number of attempts: bounded all the same, then parks.
   */
  static void retry(
      Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    if (isForgotten(turn, key)) {
      ask(turn, key, kind, expected, observed);
      return;
    }
    boolean more = turn.effect(key).retries() < ROUNDS;
    if (!more && loses(turn, key, kind, expected, observed)) {
      return;
    }
    turn.diverged(key, kind, expected, observed, more ? Reaction.RETRY : Reaction.PARK);
    if (more) {
      again(turn, key);
    } else {
      Parking.about(turn, key, kind, observed);
    }
  }

  static boolean isForgotten(Turn turn, EffectKey key) {
    return !Memory.holds(turn, key, pauseBeforeSend(turn, key));
  }

  private static boolean maySendAgain(Turn turn, EffectKey key) {
    return turn.effect(key).retries() < ROUNDS && !isForgotten(turn, key);
  }

  private static String reason(Turn turn, EffectKey key, String why) {
    return isForgotten(turn, key) ? why + " " + Memory.OVER : why;
  }

  /** Sent again it might be done twice: it is asked about, and then somebody else is. */
  static void ask(Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    boolean probes = turn.call(key).probe() != null && turn.effect(key).probes() < ROUNDS;
    if (!probes && loses(turn, key, kind, expected, observed)) {
      return;
    }
    turn.diverged(key, kind, expected, observed, probes ? Reaction.PROBE : Reaction.PARK);
    if (probes) {
      probe(turn, key);
    } else {
      Parking.about(turn, key, kind, reason(turn, key, observed));
    }
  }

  static Instant pauseBeforeSend(Turn turn, EffectKey key) {
    return pause(turn, key, turn.effect(key).sends());
  }

  /** Before a new generation: the longer, the more of them were refused. */
  static Instant pauseBeforeRedo(Turn turn, EffectKey key) {
    return pause(turn, key, key.generation());
  }

  private static Instant pause(Turn turn, EffectKey key, int done) {
    return done == 0
        ? turn.at
        : turn.at.plus(turn.call(key).retry().delay(done, key.in(turn.saga().id())));
  }

  /** Sends the same key once more, after the policy's wait. */
  static void again(Turn turn, EffectKey key) {
    again(turn, key, pauseBeforeSend(turn, key));
  }

  static void again(Turn turn, EffectKey key, Instant sendAt) {
    turn.emit(new SagaEvent.RetryRequested(turn.at, key, sendAt, Ripening.end(turn, key, sendAt)));
  }

  private static void compensation(
      Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    switch (kind) {
      case REFUSED -> refusedCompensation(turn, key, expected, observed);
      case UNKNOWN -> {
        Effect effect = turn.effect(key);
        if (turn.call(key).probe() != null && effect.probes() <= effect.retries()) { // by turns
          turn.diverged(key, kind, expected, observed, Reaction.PROBE);
          probe(turn, key);
        } else {
          retry(turn, key, kind, expected, observed);
        }
      }
      case UNAVAILABLE -> retry(turn, key, kind, expected, observed);
      case REVERTED -> {
        turn.diverged(key, kind, expected, observed, Reaction.WAIT);
        Instant end = turn.at.plus(turn.call(key).grace());
        turn.emit(new SagaEvent.WaitExtended(turn.at, key, end));
      }
      case UNEXPECTED, BROKEN, REJECTED, STRAY, UNMET, OVERDUE, EXPRESSION -> {
        turn.diverged(key, kind, expected, observed, Reaction.PARK);
        Parking.about(turn, key, kind, observed);
      }
      case DISPUTED -> turn.diverged(key, kind, expected, observed, Reaction.WAIT);
      case LATE -> turn.diverged(key, kind, expected, observed, Reaction.RECORD);
    }
  }

  /** A refused compensation is done anew with a new key, unless its action turned out VOID. */
  private static void refusedCompensation(
      Turn turn, EffectKey key, String expected, String observed) {
    DivergenceKind kind = DivergenceKind.REFUSED;
    if (owesNothing(turn, key)) {
      turn.diverged(key, kind, expected, observed, Reaction.RECORD);
    } else if (key.generation() < turn.call(key).retry().attempts()) {
      turn.diverged(key, kind, expected, observed, Reaction.REDO);
      Backward.anew(turn, key, pauseBeforeRedo(turn, key));
    } else {
      turn.diverged(key, kind, expected, observed, Reaction.PARK);
      Parking.about(turn, key, kind, observed);
    }
  }

  /** True when a refused compensation leaves nothing owed, or another one is in its place. */
  private static boolean owesNothing(Turn turn, EffectKey undo) {
    Effect action = turn.effect(undo.undone());
    return action.stands() == Stands.NO
        || action.loss()
        || !Owed.mayCompensateAnew(turn.saga(), action);
  }

  /** True when silence makes it UNKNOWN; above ACCEPTED the rung is kept. */
  static boolean becomesUnknown(Rung rung) {
    return rung == Rung.REQUESTED || rung == Rung.ACCEPTED || rung == Rung.UNKNOWN;
  }
}
