package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reacting;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes one entry of a list of reactions. What the model forbids at this moment parks instead: the
 * entry names a wish, not a right.
 */
record Measures(
    Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed, int entry) {

  void take(Measure measure) {
    switch (measure.reaction()) {
      case RETRY -> retry(measure);
      case PROBE -> {
        say(Reaction.PROBE);
        Diverging.probe(turn, key);
      }
      case WAIT -> {
        say(Reaction.WAIT);
        waitUntil(turn.at.plus(Objects.requireNonNull(measure.within())));
      }
      case REDO -> redo();
      case UNDO -> undo();
      case COMPENSATE -> compensate();
      case CONTINUE -> goOn();
      case PARK, RECORD -> park(observed);
    }
  }

  private void say(Reaction reaction) {
    turn.emit(new SagaEvent.Diverged(turn.at, key, kind, expected, observed, reaction, entry));
  }

  void park(String why) {
    say(Reaction.PARK);
    Parking.about(turn, key, kind, why);
  }

  private void parkFor(String obstacle) {
    park(observed + " It cannot be given up: " + obstacle + ".");
  }

  private void waitUntil(Instant end) {
    turn.emit(new SagaEvent.WaitExtended(turn.at, key, end));
  }

  /** After a revert what relied on it is undone first, and begins again once it has come back. */
  private void retry(Measure measure) {
    if (Diverging.isForgotten(turn, key)) {
      ask();
      return;
    }
    List<Effect> relied =
        kind == DivergenceKind.REVERTED && key.isAction()
            ? GivingUp.reliedOn(turn.saga(), key)
            : List.of();
    boolean keeps = GivingUp.obstacleBehind(turn.definition, turn.saga(), key) != null;
    String unrepeatable =
        keeps ? null : GivingUp.unrepeatable(turn.definition, turn.saga(), relied);
    if (unrepeatable != null) {
      park(observed + " What relied on it cannot be given up: " + unrepeatable + ".");
      return;
    }
    say(Reaction.RETRY);
    if (!relied.isEmpty() && !keeps) {
      GivingUp.giveUpBehind(turn, key, Afterwards.AGAIN, observed);
    }
    Instant sendAt = Diverging.pauseBeforeSend(turn, key);
    Instant until = sendAt.plus(turn.call(key).deadline());
    turn.emit(new SagaEvent.RetryRequested(turn.at, key, sendAt, bounded(until, sendAt, measure)));
  }

  /** Its participant has forgotten the key: asking is all that is left of sending it again. */
  private void ask() {
    boolean probes = turn.call(key).probe() != null;
    if (probes) {
      say(Reaction.PROBE);
      Diverging.probe(turn, key);
    } else {
      park(observed + " " + Memory.OVER);
    }
  }

  /** The wait ends with the bound of the entry, but never before anything is sent. */
  private Instant bounded(Instant until, Instant sendAt, Measure measure) {
    Reacting now = turn.effect(key).reacting();
    if (measure.within() == null || now == null) {
      return until;
    }
    Instant bound = now.since().plus(measure.within());
    Instant end = bound.isBefore(until) ? bound : until;
    return end.isBefore(sendAt) ? sendAt : end;
  }

  private void redo() {
    if (!key.isAction()) {
      redoCompensation();
      return;
    }
    List<Effect> all = new ArrayList<>(GivingUp.reliedOn(turn.saga(), key));
    all.add(turn.effect(key));
    String obstacle = GivingUp.obstacle(turn.definition, turn.saga(), key);
    if (obstacle == null) {
      obstacle = GivingUp.unrepeatable(turn.definition, turn.saga(), all);
    }
    if (obstacle != null) {
      parkFor(obstacle);
      return;
    }
    say(Reaction.REDO);
    GivingUp.giveUp(turn, key, Afterwards.AGAIN, Afterwards.AGAIN, observed);
  }

  /** At most one compensation of an action may stand: another one only when this one is VOID. */
  private void redoCompensation() {
    Effect action = turn.effect(key.undone());
    if (!Owed.mayCompensateAnew(turn.saga(), action)) {
      park(observed);
      return;
    }
    say(Reaction.REDO);
    Backward.anew(turn, key, Diverging.pauseBeforeRedo(turn, key));
  }

  private void undo() {
    String obstacle = GivingUp.obstacle(turn.definition, turn.saga(), key);
    if (obstacle != null) {
      parkFor(obstacle);
      return;
    }
    say(Reaction.UNDO);
    GivingUp.giveUp(turn, key, Afterwards.NOTHING, Afterwards.NOTHING, observed);
  }

  private void compensate() {
    boolean after = Diverging.readsAfter(turn, key, kind);
    say(after ? Reaction.PARK : Reaction.COMPENSATE);
    Diverging.parkOrGoBackward(turn, key, kind, observed, after);
  }

  /** Accepts what stands; gives up what does not, as a loss, skipped to those that wait for it. */
  private void goOn() {
    Effect effect = turn.effect(key);
    if (effect.isGroup()) {
      say(Reaction.CONTINUE);
      Joins.accept(turn, key);
    } else if (!key.isAction() && effect.stands() != Stands.YES) {
      say(Reaction.CONTINUE);
      Operators.listAsLoss(turn, key, "Its compensation is given up: " + observed);
    } else if (effect.stands() == Stands.YES) {
      say(Reaction.CONTINUE);
      if (kind != DivergenceKind.UNEXPECTED && effect.rung() != Rung.FINAL) {
        waitUntil(turn.at.plus(turn.call(key).deadline())); // it stands, and may get further
      }
    } else {
      if (turn.step(key).pivot() && effect.rung() != Rung.VOID) {
        parkFor(key + " is the pivot");
        return;
      }
      say(Reaction.CONTINUE);
      GivingUp.goWithout(turn, key, observed);
    }
  }
}
