package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to an operator: when they are opened and when word closes them. */
final class Parking {
  private Parking() {}

  /** Opens a question about an effect, unless there is one. */
  static void about(Turn turn, EffectKey effect, DivergenceKind kind, String why) {
    if (turn.questionAbout(effect) == null) {
      open(turn, effect.place(), effect, kind, why);
    }
  }

  /** Opens a question about an effect that is worse than the one that may be open. */
  static void instead(Turn turn, EffectKey effect, DivergenceKind kind, String why) {
    close(turn, effect, "Something worse came up.");
    about(turn, effect, kind, why);
  }

  /** Opens a question about a step that could not begin, or about the saga as a whole. */
  static void open(Turn turn, @Nullable String place, DivergenceKind kind, String why) {
    open(turn, place, null, kind, why);
  }

  private static void open(
      Turn turn,
      @Nullable String place,
      @Nullable EffectKey effect,
      DivergenceKind kind,
      String why) {
    int id = turn.saga().asked() + 1;
    Question question = new Question(id, place, effect, kind, why, List.of(), turn.at);
    turn.emit(
        new SagaEvent.QuestionOpened(
            turn.at,
            id,
            place,
            effect,
            kind,
            why,
            Choices.of(turn.definition, turn.saga(), question)));
  }

  /** Closes the question about an effect that is answered by an observation. */
  static void wordCame(Turn turn, EffectKey effect) {
    close(turn, effect, "An observation answered it: " + turn.effect(effect).rung());
  }

  /** What is given up is no longer asked about, unless it is broken. */
  static void givenUp(Turn turn, EffectKey effect) {
    Question question = turn.questionAbout(effect);
    if (question != null && question.kind() != DivergenceKind.BROKEN) {
      close(turn, effect, "It is given up.");
    }
  }

  /** A group that stands is not asked about any more. */
  static void joined(Turn turn, EffectKey group) {
    close(turn, group, "Enough of its members stand.");
  }

  /** Closes the question about a step that will not begin. */
  static void moot(Turn turn, String place, String why) {
    for (Question question : List.copyOf(turn.saga().questions().values())) {
      if (question.effect() == null && place.equals(question.place())) {
        turn.emit(new SagaEvent.QuestionClosed(turn.at, question.id(), why));
      }
    }
  }

  private static void close(Turn turn, EffectKey effect, String why) {
    Question question = turn.questionAbout(effect);
    if (question != null) {
      turn.emit(new SagaEvent.QuestionClosed(turn.at, question.id(), why));
    }
  }
}
