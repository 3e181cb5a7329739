package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nothing in flight, nothing can begin, no goal: the saga would wait for ever. */
final class Unmet {
  private static final DivergenceKind KIND = DivergenceKind.UNMET;

  private Unmet() {}

  /**
   * Asks or goes backward where the saga would wait for ever. Where every step is needed only a
   * step that was given up for good can be the cause.
   *
   * @return true when the saga goes on without the step that was lost: others may begin
   */
  static boolean check(Turn turn) {
    boolean waits =
        turn.saga().ended() != null || turn.saga().held() != null || turn.saga().backward();
    boolean open = waits || Goals.met(turn.definition, turn.saga()) || anythingInFlight(turn);
    if (open) {
      close(turn);
    } else if (!turn.saga().parked()) {
      return react(turn, lost(turn));
    }
    return false;
  }

  /** The question about the goal itself: the goal can be met again, or is. */
  private static void close(Turn turn) {
    for (Question question : List.copyOf(turn.saga().questions().values())) {
      if (question.kind() == KIND && question.effect() == null) {
        String why = "It goes on: the goal is met, or can be met again.";
        turn.emit(new SagaEvent.QuestionClosed(turn.at, question.id(), why));
      }
    }
  }

  private static boolean react(Turn turn, @Nullable Effect lost) {
    if (lost == null && Goals.needsAll(turn.definition)) {
      return false;
    }
    EffectKey key = lost == null ? null : lost.key();
    String rule = Goals.rule(turn.definition);
    String why =
        key == null
            ? "Nothing is in flight and nothing can begin, but the goal is not met: " + rule + "."
            : key + " was given up, and the goal cannot be met without it.";
    List<Measure> list = turn.definition.onDivergence().get(KIND);
    Reaction wanted = list == null ? Reaction.COMPENSATE : list.getFirst().reaction();
    boolean passed = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    Reaction reaction = wanted == Reaction.COMPENSATE && passed ? Reaction.PARK : wanted;
    Integer entry = list == null ? null : Integer.valueOf(0);
    turn.emit(
        new SagaEvent.Diverged(turn.at, key, KIND, "the goal can be met", why, reaction, entry));
    switch (reaction) {
      case COMPENSATE -> Backward.wish(turn, why, key, KIND);
      case CONTINUE -> goOn(turn, key, why);
      case PARK, RETRY, REDO, PROBE, WAIT, UNDO, RECORD -> park(turn, key, why);
    }
    return reaction == Reaction.CONTINUE && key != null;
  }

  private static void park(Turn turn, @Nullable EffectKey key, String why) {
    if (key == null) {
      Parking.open(turn, null, KIND, why);
    } else {
      Parking.about(turn, key, KIND, why);
    }
  }

  /** Without the step that was lost; where none was, what stands is taken for the end. */
  private static void goOn(Turn turn, @Nullable EffectKey key, String why) {
    if (key != null) {
      GivingUp.goWithout(turn, key, why);
      return;
    }
    Backward.listLosses(turn);
    Forward.endAsItIs(turn);
    if (turn.saga().ended() == null) {
      park(turn, null, why);
    }
  }

  /** A step that the goal looks at and that was given up for good. */
  private static @Nullable Effect lost(Turn turn) {
    for (String member : Goals.members(turn.definition)) {
      Effect newest = turn.saga().action(member);
      if (newest != null && newest.givenUp() && !newest.goneWithout()) {
        return newest;
      }
    }
    return null;
  }

  private static boolean anythingInFlight(Turn turn) {
    for (Effect effect : turn.saga().restless()) {
      boolean settled =
          effect.rung() == Rung.FINAL || effect.stands() == Stands.NO || effect.loss();
      boolean action = effect.key().isAction();
      boolean owed = action && effect.givenUp() && !isSettled(turn, effect);
      if (owed || (!settled && !(action && effect.givenUp()))) {
        return true;
      }
    }
    return false;
  }

  /** What cannot be undone is listed as a loss at the end of this very turn. */
  private static boolean isSettled(Turn turn, Effect action) {
    boolean lost = Owed.irreversible(turn.definition, action) && Owed.known(action);
    return lost || Owed.settled(turn.definition, turn.saga(), action);
  }
}
