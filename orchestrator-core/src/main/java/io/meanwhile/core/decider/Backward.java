package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Going backward: one way, in the reverse of what was relied on, independent actions in parallel.
 */
final class Backward {
  private Backward() {}

  /** Goes backward, or holds that while a pivot is in flight; a cancel has no kind. */
  static void wish(
      Turn turn, String why, @Nullable EffectKey effect, @Nullable DivergenceKind kind) {
    if (turn.saga().backward()) {
      return;
    }
    if (Pivot.of(turn.definition, turn.saga()) != Pivot.IN_FLIGHT) {
      go(turn, why);
    } else if (turn.saga().held() == null) {
      turn.emit(new SagaEvent.BackwardHeld(turn.at, why, effect, kind));
    }
  }

  static void go(Turn turn, String why) {
    turn.emit(new SagaEvent.WentBackward(turn.at, why));
    for (Question question : List.copyOf(turn.saga().questions().values())) {
      boolean stays = question.kind() == DivergenceKind.BROKEN;
      boolean aboutCompensation = question.effect() != null && !question.effect().isAction();
      if (!stays && !aboutCompensation) {
        turn.emit(new SagaEvent.QuestionClosed(turn.at, question.id(), "The saga goes backward."));
      }
    }
  }

  /**
   * Lists given-up actions that cannot be undone, once it is known that they stand or may: the step
   * is irreversible, or an operator has let go of the compensation, which may stand.
   */
  static void listLosses(Turn turn) {
    for (Effect action : turn.saga().restless()) {
      boolean loss =
          action.key().isAction()
              && action.givenUp()
              && !action.loss()
              && action.stands() != Stands.NO
              && Owed.known(action)
              && (letGo(turn.saga(), action) || Owed.irreversible(turn.definition, action))
              && !Owed.questioned(turn.saga(), action);
      if (loss) {
        String why =
            Owed.irreversible(turn.definition, action)
                ? "The step is irreversible."
                : "Its compensation is not waited for any more.";
        turn.emit(new SagaEvent.LossListed(turn.at, action.key(), why));
      }
    }
  }

  private static boolean letGo(Saga saga, Effect action) {
    for (Effect undo : saga.compensations(action.key())) {
      if (undo.loss() && undo.rung() != Rung.VOID) {
        return !Owed.compensated(saga, action);
      }
    }
    return false;
  }

  /**
   * Requests every compensation that is due and waits for no other. Where earlier ones were refused
   * when nothing was owed, the next generation is asked for.
   */
  static void compensate(Turn turn) {
    List<Effect> due = new ArrayList<>();
    for (Effect action : turn.saga().restless()) {
      boolean open =
          action.key().isAction()
              && action.givenUp()
              && Owed.mayCompensateAnew(turn.saga(), action)
              && Owed.due(turn.definition, turn.saga(), action)
              && !asked(turn, action);
      if (open) {
        due.add(action);
      }
    }
    if (due.isEmpty()) {
      return; // most of the time
    }
    List<EffectKey> keys = due.stream().map(Effect::key).toList();
    Set<EffectKey> held = Reverse.of(turn.definition, turn.saga(), keys);
    for (Effect action : due) {
      if (!held.contains(action.key())) {
        int made = turn.saga().compensations(action.key()).size();
        request(turn, action, made + 1, turn.at);
      }
    }
  }

  private static boolean asked(Turn turn, Effect action) {
    Effect undo = turn.saga().compensation(action.key());
    return undo != null && Owed.questioned(turn.saga(), undo);
  }

  /**
   * Asks for a compensation with a new key. Where what relied on its action has to be settled
   * first, nothing is asked for yet, whoever wants it: it is in its turn.
   */
  static void anew(Turn turn, EffectKey undo, Instant sendAt) {
    Effect action = turn.effect(undo.undone()); // this one may not be the newest
    if (!Reverse.holds(turn.definition, turn.saga(), action.key())) {
      int made = turn.saga().compensations(action.key()).size();
      request(turn, action, made + 1, sendAt);
    }
  }

  /** Requests the given generation of an action's compensation. */
  private static void request(Turn turn, Effect action, int generation, Instant sendAt) {
    Call undo = Objects.requireNonNull(turn.step(action.key()).undo());
    Scope scope =
        DataScope.lastKnown(turn.definition, turn.saga(), action).withResult(action.result());
    turn.emit(
        new SagaEvent.EffectRequested(
            turn.at,
            EffectKey.compensation(action.key(), generation),
            undo.to(),
            DataScope.fillLeniently(undo.with(), scope),
            List.of(),
            sendAt,
            sendAt.plus(undo.deadline()),
            Validity.until(undo, sendAt)));
  }

  static void end(Turn turn) {
    if (!turn.saga().parked() && allSettled(turn)) {
      turn.emit(new SagaEvent.SagaEnded(turn.at, SagaStatus.COMPENSATED, losses(turn), null));
    }
  }

  /** True when nothing is owed for any given-up action and no compensation is in flight. */
  static boolean allSettled(Turn turn) {
    for (Effect effect : turn.saga().restless()) {
      boolean settled =
          effect.key().isAction()
              ? effect.wanted() || Owed.settled(turn.definition, turn.saga(), effect)
              : effect.rung() == Rung.FINAL || effect.stands() == Stands.NO || effect.loss();
      if (!settled) {
        return false;
      }
    }
    return true;
  }

  /**
   * A compensation that blocked undid nothing; what is gone outside as well was undone too often.
   */
  private static boolean isUndone(Saga saga, Effect action) {
    return action.rung() != Rung.REVERTED
        && saga.compensations(action.key()).stream()
            .anyMatch(
                undo -> undo.rung() == Rung.FINAL && undo.outcome() == CompensationOutcome.UNDONE);
  }

  /** What stands, or may, and could not be undone. */
  private static List<EffectKey> losses(Turn turn) {
    return turn.saga().all().stream()
        .filter(effect -> effect.loss() && effect.key().isAction())
        .filter(effect -> effect.stands() != Stands.NO)
        .filter(effect -> !isUndone(turn.saga(), effect))
        .map(Effect::key)
        .toList();
  }
}
