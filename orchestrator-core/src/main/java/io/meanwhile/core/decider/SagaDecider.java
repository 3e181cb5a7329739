package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;

/**
 * The saga state machine: two pure functions. Time and ids arrive in the command; an event says
 * everything that is needed to apply it, so evolving needs no definition.
 */
public final class SagaDecider {
  private SagaDecider() {}

  /**
   * What happens next.
   *
   * @return the events that follow, none when the command is late or repeated, or a typed refusal
   */
  public static Decision decide(Definition definition, Saga saga, SagaCommand command) {
    if (!saga.started() && !(command instanceof SagaCommand.Start)) {
      return new Decision.Refused("unknown-saga", "There is no such saga.");
    }
    Turn turn = new Turn(definition, saga, command.at());
    return switch (command) {
      case SagaCommand.Start start -> Forward.start(turn, start);
      case SagaCommand.Observe observe -> Observing.decide(turn, observe);
      case SagaCommand.ReportFailure failure -> Failures.decide(turn, failure);
      case SagaCommand.PassTime _ -> Deadlines.decide(turn);
      case SagaCommand.Cancel cancel -> Operators.cancel(turn, cancel);
      case SagaCommand.Undo undo -> Operators.undo(turn, undo);
      case SagaCommand.Pause pause -> Pausing.pause(turn, pause);
      case SagaCommand.Resume resume -> Pausing.resume(turn, resume);
      case SagaCommand.Skip skip -> Skipping.skip(turn, skip);
      case SagaCommand.Migrate migrate -> Migrating.migrate(turn, migrate);
      case SagaCommand.Tell told -> Told.message(turn, told);
      case SagaCommand.Decide decide -> Told.decide(turn, decide);
      case SagaCommand.AnswerQuestion answer -> Operators.answer(turn, answer);
    };
  }

  /**
   * The state after one more event.
   *
   * @throws IllegalStateException when the event cannot follow on this state: the log is damaged or
   *     written by a version that this one does not understand
   */
  public static Saga evolve(Saga saga, SagaEvent event) {
    return Evolution.apply(saga, event);
  }
}
