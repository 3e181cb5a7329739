package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator leaves a step out that has not begun, or is parked. */
final class Skipping {
  private Skipping() {}

  static Decision skip(Turn turn, SagaCommand.Skip skip) {
    if (turn.saga().ended() != null) {
      return turn.refused("saga-ended", "The saga has ended; there is nothing left to skip.");
    }
    Step step = named(turn, skip.step());
    if (step == null) {
      return cannot(turn, "There is no step " + skip.step() + ".");
    }
    if (turn.saga().backward()) {
      return cannot(turn, "The saga goes backward: no step begins any more.");
    }
    Effect newest = turn.saga().action(step.name());
    if (newest != null && (newest.rung() == Rung.SKIPPED || newest.goneWithout())) {
      return new Decision.Events(List.of());
    }
    String obstacle = newest == null ? null : obstacle(turn, newest);
    if (obstacle != null) {
      return cannot(turn, obstacle);
    }
    turn.emit(
        new SagaEvent.SkipRequested(
            turn.at, step.name(), skip.who(), skip.reason(), Acts.of(newest), "skipped"));
    String why = "Skipped by " + skip.who() + ": " + skip.reason();
    if (newest == null) {
      notBegun(turn, step, why);
    } else {
      GivingUp.giveUp(turn, newest.key(), Afterwards.WITHOUT, Afterwards.AGAIN, why);
    }
    return turn.settled();
  }

  private static void notBegun(Turn turn, Step step, String why) {
    for (Question question : List.copyOf(turn.saga().questions().values())) {
      if (step.name().equals(question.place()) && question.effect() == null) {
        turn.emit(new SagaEvent.QuestionClosed(turn.at, question.id(), why));
      }
    }
    Guards.skip(turn, step, List.of(), why); // whatever a guard would say
  }

  private static @Nullable Step named(Turn turn, String name) {
    return turn.definition.stepNames().contains(name) ? turn.definition.step(name) : null;
  }

  private static @Nullable String obstacle(Turn turn, Effect newest) {
    if (newest.givenUp()) {
      return null; // it would begin again, or is waited for in vain
    }
    if (turn.questionAbout(newest.key()) == null) {
      return "Step " + newest.key().step() + " has begun and is not parked.";
    }
    String pivot = GivingUp.obstacle(turn.definition, turn.saga(), newest.key());
    return pivot == null ? null : "It cannot be given up: " + pivot + ".";
  }

  private static Decision cannot(Turn turn, String why) {
    return turn.refused("cannot-skip", why);
  }
}
