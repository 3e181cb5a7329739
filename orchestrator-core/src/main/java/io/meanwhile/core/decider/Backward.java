package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Going backward: one way, in the reverse of what was relied on, independent actions in parallel.
 */
final class Backward {
  private Backward() {}

  /** Goes backward, or holds that while a pivot is in flight. */
  static void wish(Turn turn, String why, @Nullable EffectKey effect, DivergenceKind kind) {
    hold(turn, why, effect, kind, false);
  }

  static void wishByCancel(Turn turn, String why) {
    hold(turn, why, null, DivergenceKind.OVERDUE, true);
  }

  private static void hold(
      Turn turn, String why, @Nullable EffectKey effect, DivergenceKind kind, boolean cancel) {
    if (turn.saga().backward()) {
      return;
    }
    if (Pivot.of(turn.definition, turn.saga()) != Pivot.IN_FLIGHT) {
      go(turn, why);
    } else if (turn.saga().held() == null) {
      turn.emit(new SagaEvent.BackwardHeld(turn.at, why, effect, kind, cancel));
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

  /** Lists given-up actions that cannot be undone, once it is known that they stand or may. */
  static void listLosses(Turn turn) {
    for (Effect action : List.copyOf(turn.saga().all())) {
      boolean loss =
          action.key().isAction()
              && action.givenUp()
              && !action.loss()
              && Owed.irreversible(turn.definition, action)
              && action.stands() != Stands.NO
              && Owed.known(action)
              && !Owed.questioned(turn.saga(), action);
      if (loss) {
        turn.emit(new SagaEvent.LossListed(turn.at, action.key(), "The step is irreversible."));
      }
    }
  }

  /** Requests every compensation that is due and waits for no other. */
  static void compensate(Turn turn) {
    for (Effect action : List.copyOf(turn.saga().all())) {
      boolean begins =
          action.key().isAction()
              && turn.saga().compensation(action.key()) == null
              && Owed.due(turn.definition, turn.saga(), action)
              && Owed.waitingFor(turn.definition, turn.saga(), action).isEmpty();
      if (begins) {
        request(turn, action, 1, turn.at);
      }
    }
  }

  /** Requests the given generation of an action's compensation. */
  static void request(Turn turn, Effect action, int generation, Instant sendAt) {
    Call undo = Objects.requireNonNull(turn.step(action.key()).undo());
    Scope scope = DataScope.of(turn.definition, turn.saga()).withResult(action.result());
    turn.emit(
        new SagaEvent.EffectRequested(
            turn.at,
            EffectKey.compensation(action.key(), generation),
            undo.to(),
            DataScope.fillLeniently(undo.with(), scope),
            List.of(),
            sendAt,
            sendAt.plus(undo.deadline())));
  }

  static void end(Turn turn) {
    boolean settled = !turn.saga().parked();
    for (Effect effect : turn.saga().all()) {
      settled &=
          effect.key().isAction()
              ? Owed.settled(turn.definition, turn.saga(), effect)
              : effect.rung() == Rung.FINAL || effect.stands() == Stands.NO || effect.loss();
    }
    if (settled) {
      turn.emit(
          new SagaEvent.SagaEnded(turn.at, SagaStatus.COMPENSATED, Forward.losses(turn), null));
    }
  }
}
