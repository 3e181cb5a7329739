package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
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
   */
  static void check(Turn turn) {
    boolean waits =
        turn.saga().ended() != null || turn.saga().held() != null || turn.saga().backward();
    boolean open = waits || Goals.met(turn.definition, turn.saga()) || anythingInFlight(turn);
    if (open) {
      close(turn);
    } else if (!turn.saga().parked()) {
      react(turn, lost(turn));
    }
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

  private static void react(Turn turn, @Nullable Effect lost) {
    if (lost == null && Goals.needsAll(turn.definition)) {
      return;
    }
    EffectKey key = lost == null ? null : lost.key();
    boolean after = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    String rule = Goals.rule(turn.definition);
    String why =
        key == null
            ? "Nothing is in flight and nothing can begin, but the goal is not met: " + rule + "."
            : key + " was given up, and the goal cannot be met without it.";
    turn.diverged(
        key, KIND, "the goal can be met", why, after ? Reaction.PARK : Reaction.COMPENSATE);
    if (!after) {
      Backward.wish(turn, why, key, KIND);
    } else if (key == null) {
      Parking.open(turn, null, KIND, why);
    } else {
      Parking.about(turn, key, KIND, why);
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
    for (Effect effect : turn.saga().all()) {
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
