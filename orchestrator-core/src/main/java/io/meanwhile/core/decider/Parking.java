package io.meanwhile.core.decider;

import static io.meanwhile.core.model.Choice.ACCEPT;
import static io.meanwhile.core.model.Choice.DID_NOT_HAPPEN;
import static io.meanwhile.core.model.Choice.GO_BACKWARD;
import static io.meanwhile.core.model.Choice.HAPPENED;
import static io.meanwhile.core.model.Choice.REDO;
import static io.meanwhile.core.model.Choice.RETRY;
import static io.meanwhile.core.model.Choice.WAIT;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to an operator: when they are opened, what may be answered, when word closes them. */
final class Parking {
  private Parking() {}

  /** Opens a question about an effect, with the choices that make sense for it. */
  static void about(Turn turn, EffectKey effect, DivergenceKind kind, String why) {
    if (turn.questionAbout(effect) == null) {
      open(turn, effect.place(), effect, kind, why, choices(turn, effect, kind));
    }
  }

  /** Opens a question; going backward is offered where it is still possible. */
  static void open(
      Turn turn,
      @Nullable String place,
      @Nullable EffectKey effect,
      DivergenceKind kind,
      String why,
      List<Choice> choices) {
    List<Choice> offered = new ArrayList<>(choices);
    if (mayGoBackward(turn, effect)) {
      offered.add(GO_BACKWARD);
    }
    turn.emit(
        new SagaEvent.QuestionOpened(
            turn.at, turn.saga().asked() + 1, place, effect, kind, why, offered));
  }

  /**
   * While a pivot is in flight, going backward waits for it: no answer to a question about itself.
   */
  private static boolean mayGoBackward(Turn turn, @Nullable EffectKey effect) {
    boolean forward = !turn.saga().backward() && (effect == null || effect.isAction());
    return forward
        && switch (Pivot.of(turn.definition, turn.saga())) {
          case AHEAD -> true;
          case IN_FLIGHT -> effect == null || !turn.step(effect).pivot();
          case PASSED -> false;
        };
  }

  /** Closes the question about an effect that is answered by an observation. */
  static void wordCame(Turn turn, EffectKey effect) {
    Question question = turn.questionAbout(effect);
    if (question != null) {
      turn.emit(
          new SagaEvent.QuestionClosed(
              turn.at, question.id(), "An observation answered it: " + turn.effect(effect).rung()));
    }
  }

  private static List<Choice> choices(Turn turn, EffectKey effect, DivergenceKind kind) {
    boolean isVoid = turn.effect(effect).rung() == Rung.VOID;
    if (!effect.isAction()) {
      return isVoid
          ? List.of(REDO, HAPPENED, ACCEPT)
          : List.of(WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN, ACCEPT);
    }
    if (turn.effect(effect).givenUp()) {
      return List.of(ACCEPT, DID_NOT_HAPPEN);
    }
    return switch (kind) {
      case REFUSED -> List.of(REDO, HAPPENED);
      case UNEXPECTED -> List.of(ACCEPT, DID_NOT_HAPPEN);
      case BROKEN -> List.of(HAPPENED, DID_NOT_HAPPEN);
      case OVERDUE, EXPRESSION -> List.of(WAIT);
      case UNAVAILABLE, UNKNOWN, REVERTED, DISPUTED, LATE, REJECTED ->
          List.of(WAIT, RETRY, HAPPENED, DID_NOT_HAPPEN);
    };
  }
}
