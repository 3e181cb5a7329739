package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What people do to a saga: cancel it, answer its questions. Each act is an event. */
final class Operators {
  private Operators() {}

  static Decision cancel(Turn turn, SagaCommand.Cancel cancel) {
    if (turn.saga().ended() != null) {
      return turn.refused("saga-ended", "The saga has ended; there is nothing left to cancel.");
    }
    boolean asked = turn.saga().held() != null && turn.saga().held().cancel();
    if (turn.saga().backward() || asked) {
      return new Decision.Events(List.of());
    }
    if (Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED) {
      return turn.refused(
          "pivot-passed", "The pivot has been passed: the saga can only go forward.");
    }
    boolean held = Pivot.of(turn.definition, turn.saga()) == Pivot.IN_FLIGHT;
    turn.emit(
        new SagaEvent.CancelRequested(
            turn.at,
            cancel.who(),
            cancel.reason(),
            Acts.now(turn),
            held ? "held by the pivot in flight" : "going backward"));
    Backward.wish(turn, "Cancelled by " + cancel.who() + ": " + cancel.reason(), null, null);
    return turn.settled();
  }

  /** For the saga that started this one. */
  static Decision undo(Turn turn, SagaCommand.Undo undo) {
    Saga.Ended ended = turn.saga().ended();
    boolean undone = ended != null && ended.outcome() == SagaStatus.COMPENSATED;
    if (turn.saga().backward() || undone) {
      return new Decision.Events(List.of());
    }
    Pivot pivot = Pivot.ofItsOwn(turn.definition, turn.saga());
    if (pivot == Pivot.PASSED) {
      return turn.refused(
          "pivot-passed", "The pivot has been passed: the saga can only go forward.");
    }
    boolean held = pivot == Pivot.IN_FLIGHT;
    String after = held ? "held by the pivot in flight" : "going backward";
    turn.emit(
        new SagaEvent.CancelRequested(turn.at, undo.who(), undo.reason(), Acts.now(turn), after));
    String why = "Taken back by " + undo.who() + ": " + undo.reason();
    if (ended != null) {
      turn.emit(new SagaEvent.SagaReopened(turn.at, why));
    }
    if (held) {
      Backward.wish(turn, why, null, null);
    } else {
      Backward.go(turn, why);
    }
    return turn.settled();
  }

  static Decision answer(Turn turn, SagaCommand.AnswerQuestion answer) {
    Question question = turn.saga().questions().get(answer.question());
    if (question == null) {
      boolean known = answer.question() >= 1 && answer.question() <= turn.saga().asked();
      return known
          ? turn.refused(
              "question-closed", "Question " + answer.question() + " is answered already.")
          : turn.refused("unknown-question", "The saga has no question " + answer.question() + ".");
    }
    List<Choice> offered = Choices.of(turn.definition, turn.saga(), question, turn.at);
    if (!offered.contains(answer.choice())) {
      return turn.refused(
          "choice-not-offered",
          "Question "
              + question.id()
              + " offers "
              + offered.stream().map(Choice::word).collect(Collectors.joining(", "))
              + ", not "
              + answer.choice().word()
              + ".");
    }
    Effect before = question.effect() == null ? null : turn.effect(question.effect());
    turn.emit(
        new SagaEvent.QuestionAnswered(
            turn.at,
            question.id(),
            answer.choice(),
            answer.who(),
            answer.reason(),
            answer.result(),
            before == null ? Acts.now(turn) : Acts.of(before),
            Acts.after(answer.choice(), before)));
    if (before == null) {
      aboutTheSaga(turn, question, answer);
    } else {
      aboutAnEffect(turn, question, before, answer);
    }
    return turn.settled();
  }

  private static void aboutTheSaga(
      Turn turn, Question question, SagaCommand.AnswerQuestion answer) {
    if (answer.choice() == Choice.GO_BACKWARD) {
      Backward.wish(turn, why(answer), null, question.kind());
    } else if (question.kind() == DivergenceKind.REVERTED && question.place() != null) {
      Guards.answered(turn, question.place(), answer.choice(), why(answer));
    } else if (question.kind() == DivergenceKind.UNMET) {
      Forward.endAsItIs(turn);
    }
  }

  private static String why(SagaCommand.AnswerQuestion answer) {
    return "Answered by " + answer.who() + ": " + answer.reason();
  }

  private static void aboutAnEffect(
      Turn turn, Question question, Effect before, SagaCommand.AnswerQuestion answer) {
    EffectKey key = before.key();
    if (before.isGroup() && answer.choice() == Choice.ACCEPT) {
      if (before.givenUp()) {
        GivingUp.goWithout(turn, key, why(answer));
      } else {
        Joins.accept(turn, key);
      }
      return;
    }
    if (question.kind() == DivergenceKind.UNMET && !before.isGroup()) {
      unmet(turn, key, answer);
      return;
    }
    switch (answer.choice()) {
      case WAIT -> {
        Instant until = Ripening.end(turn, key, turn.at);
        turn.emit(new SagaEvent.WaitExtended(turn.at, key, until));
      }
      case RETRY -> Diverging.again(turn, key, turn.at);
      case REDO -> redo(turn, key);
      case HAPPENED -> happened(turn, before);
      case DID_NOT_HAPPEN -> didNotHappen(turn, key, answer);
      case ACCEPT -> accept(turn, key);
      case GIVE_UP ->
          GivingUp.giveUp(turn, key, Afterwards.NOTHING, Afterwards.NOTHING, why(answer));
      case GO_BACKWARD -> Backward.wish(turn, why(answer), key, question.kind());
    }
  }

  private static void unmet(Turn turn, EffectKey key, SagaCommand.AnswerQuestion answer) {
    if (answer.choice() == Choice.REDO) {
      turn.emit(new SagaEvent.EffectGivenUp(turn.at, key, Afterwards.AGAIN, why(answer)));
    } else if (answer.choice() == Choice.ACCEPT) {
      GivingUp.goWithout(turn, key, why(answer));
    } else {
      Backward.wish(turn, why(answer), key, DivergenceKind.UNMET);
    }
  }

  /** A new generation; only offered when the earlier one is VOID. */
  private static void redo(Turn turn, EffectKey key) {
    if (key.isAction()) {
      Step step = turn.definition.step(key.place()); // what has not begun is as it is now
      Forward.request(turn, key.place(), step, key.generation() + 1, turn.at);
    } else {
      Backward.anew(turn, key, turn.at);
    }
  }

  /** An operator's word about an action is measured like any other; that it was undone is not. */
  private static void happened(Turn turn, Effect before) {
    if (before.key().isAction()) {
      Aftermath.stands(turn, before);
    }
  }

  private static boolean compensatedOtherwise(Turn turn, EffectKey undo) {
    return turn.saga().compensations(undo.undone()).stream()
        .anyMatch(other -> !other.key().equals(undo) && other.rung() == Rung.FINAL);
  }

  private static void didNotHappen(Turn turn, EffectKey key, SagaCommand.AnswerQuestion answer) {
    String observed = "did not happen: " + answer.reason();
    Diverging.react(turn, key, DivergenceKind.REFUSED, "it happens", observed);
  }

  /**
   * Takes an action as it is; goes on without one that did not happen; lists what cannot be undone
   * as a loss.
   */
  private static void accept(Turn turn, EffectKey key) {
    Effect action = turn.effect(key.isAction() ? key : key.undone());
    if (!key.isAction()) {
      listAsLoss(turn, key, "Accepted by an operator.");
    } else if (action.wanted() && action.rung() == Rung.VOID) {
      turn.emit(new SagaEvent.LossListed(turn.at, key, "Accepted by an operator."));
    } else if (action.wanted() && action.stands() == Stands.MAYBE) {
      GivingUp.goWithout(turn, key, "Accepted by an operator.");
    } else if (action.givenUp() && action.stands() != Stands.NO) {
      turn.emit(new SagaEvent.LossListed(turn.at, key, "Accepted by an operator."));
    }
  }

  /** Gives a compensation up: its action is a loss, unless it is undone otherwise. */
  static void listAsLoss(Turn turn, EffectKey undo, String why) {
    Effect action = turn.effect(undo.undone());
    boolean stands = action.givenUp() && action.stands() != Stands.NO;
    if (stands && !compensatedOtherwise(turn, undo)) {
      turn.emit(new SagaEvent.LossListed(turn.at, action.key(), why));
    }
    boolean stillOut = turn.effect(undo).rung() != Rung.FINAL;
    if (stillOut && turn.effect(undo).stands() != Stands.NO) {
      turn.emit(new SagaEvent.LossListed(turn.at, undo, "Its action is listed as a loss."));
    }
  }
}
