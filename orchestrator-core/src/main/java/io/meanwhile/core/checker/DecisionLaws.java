package io.meanwhile.core.checker;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model's laws about whole decisions: what a command must lead to, and what it must not. */
final class DecisionLaws {
  private final WordLaws words;
  private final ActLaws acts;
  private final GoalLaws goal;

  DecisionLaws(Definition definition) {
    this.words = new WordLaws(definition);
    this.goal = new GoalLaws(definition);
    this.acts = new ActLaws(definition);
  }

  @Nullable Wrong check(Saga before, SagaCommand command, Decision decision, Saga after) {
    List<SagaEvent> events = decision instanceof Decision.Events e ? e.events() : List.of();
    Wrong wrong =
        switch (command) {
          case SagaCommand.Observe observe -> words.observed(before, observe, events, after);
          case SagaCommand.PassTime _ -> TimeLaws.time(before, events);
          case SagaCommand.Cancel cancel -> acts.cancelled(before, cancel, events);
          case SagaCommand.AnswerQuestion answer -> ActLaws.answered(answer, events);
          case SagaCommand.Pause pause -> ActLaws.paused(before, pause, events);
          case SagaCommand.Resume resume -> ActLaws.resumed(before, resume, events, after);
          case SagaCommand.Skip skip -> acts.skipped(before, skip, events, after);
          case SagaCommand.Start _, SagaCommand.ReportFailure _, SagaCommand.Migrate _ -> null;
          case SagaCommand.Tell _, SagaCommand.Decide _, SagaCommand.Undo _ -> null;
        };
    if (wrong == null) {
      wrong = goal.reopens(before, after);
    }
    return wrong != null ? wrong : ActLaws.questions(before, events, after);
  }
}
