package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import org.jspecify.annotations.Nullable;

/**
 * What follows by itself from the present state: held reactions, next steps, compensations, the
 * end.
 */
final class Settling {
  private Settling() {}

  static void run(Turn turn) {
    if (turn.saga().ended() != null && !isUntrue(turn)) {
      return;
    }
    boolean paused = turn.saga().paused() != null; // nothing begins, reactions wait
    releaseHold(turn);
    if (!paused) {
      turn.saga().restless().forEach(effect -> takeUp(turn, effect));
    }
    if (!turn.saga().backward() && turn.definition.hasGroups()) {
      Joins.update(turn);
    }
    if (!turn.saga().backward() && !paused) {
      Forward.advance(turn);
    }
    Backward.listLosses(turn);
    if (!paused) {
      Backward.compensate(turn);
    }
    if (turn.saga().backward()) {
      Backward.end(turn);
    } else {
      Forward.complete(turn);
    }
  }

  /** Reopens a saga that ended without what it turns out to need. */
  private static boolean isUntrue(Turn turn) {
    String why = turn.saga().backward() ? null : untrue(turn);
    if (why != null) {
      turn.emit(new SagaEvent.SagaReopened(turn.at, why));
    }
    return why != null;
  }

  private static @Nullable String untrue(Turn turn) {
    boolean all = Goals.needsAll(turn.definition);
    boolean lost =
        !all && Goals.met(turn.definition, turn.before) && !Goals.met(turn.definition, turn.saga());
    boolean skips = !all || turn.definition.hasGuards();
    return lost ? "The goal is no longer met." : skips ? Guards.changed(turn) : null;
  }

  /**
   * Nothing may be left waiting for nothing: what cannot get further by itself, because the
   * reaction to it was held or overtaken, is reacted to now.
   */
  private static void takeUp(Turn turn, Effect before) {
    boolean settled =
        before.isGroup()
            || before.rung() == Rung.SKIPPED
            || (before.rung() == Rung.FINAL && !before.unexpected());
    if (settled || waits(before)) {
      return; // most of them, most of the time
    }
    Effect effect = turn.effect(before.key());
    if (waits(effect) || effect.givenUp() || turn.questionAbout(effect.key()) != null) {
      return;
    }
    if (effect.key().isAction()) {
      takeUpAction(turn, effect);
    } else if (effect.rung() != Rung.FINAL && effect.rung() != Rung.VOID) {
      Diverging.react(
          turn, effect.key(), DivergenceKind.UNKNOWN, "word of it", "No more word of it.");
    }
  }

  private static boolean waits(Effect effect) {
    return effect.ask() != null || effect.until() != null;
  }

  private static void takeUpAction(Turn turn, Effect effect) {
    EffectKey key = effect.key();
    if (turn.saga().held() != null && !turn.step(key).pivot()) {
      return;
    }
    if (Policy.react(turn, key, kindOf(effect), "it gets further", "It got no further.")) {
      return;
    }
    boolean after = Diverging.readsAfter(turn, key, DivergenceKind.UNKNOWN);
    boolean failed =
        effect.unexpected() || (effect.rung() == Rung.VOID && !turn.asksAbout(key.place()));
    if (failed && Diverging.loses(turn, key, kindOf(effect), "it counts", "It does not.")) {
      return;
    }
    if (effect.unexpected()) {
      Diverging.parkOrGoBackward(
          turn, key, DivergenceKind.UNEXPECTED, "The result broke it.", after);
    } else if (effect.rung() == Rung.VOID) {
      if (!turn.asksAbout(key.place())) { // a redo whose input cannot be computed
        Diverging.parkOrGoBackward(turn, key, DivergenceKind.REFUSED, "It did not happen.", after);
      }
    } else if (effect.rung() != Rung.FINAL) {
      Diverging.askOn(turn, key, DivergenceKind.UNKNOWN, "No more word of it.", after);
    }
  }

  private static DivergenceKind kindOf(Effect effect) {
    if (effect.unexpected()) {
      return DivergenceKind.UNEXPECTED;
    }
    return effect.rung() == Rung.VOID ? DivergenceKind.REFUSED : DivergenceKind.UNKNOWN;
  }

  private static void releaseHold(Turn turn) {
    Saga.Hold held = turn.saga().held();
    boolean waits = turn.saga().paused() != null && held != null && !held.cancel();
    if (held == null || waits) {
      return;
    }
    switch (Pivot.of(turn.definition, turn.saga())) {
      case IN_FLIGHT -> {}
      case AHEAD -> Backward.go(turn, held.why());
      case PASSED -> {
        turn.emit(new SagaEvent.HoldDropped(turn.at, "The pivot was passed."));
        stillOpen(turn, held);
      }
    }
  }

  /** What else was held is taken up, if it still departs from what is expected. */
  private static void stillOpen(Turn turn, Saga.Hold held) {
    EffectKey effect = held.effect();
    if (effect == null) {
      if (held.kind() == DivergenceKind.OVERDUE) {
        Parking.open(turn, null, DivergenceKind.OVERDUE, held.why());
      }
    } else if (held.kind() == DivergenceKind.UNEXPECTED
        && Choices.isReliedOn(turn.saga(), effect)) {
      Parking.about(turn, effect, DivergenceKind.UNEXPECTED, held.why());
    }
  }
}
