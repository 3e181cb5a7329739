package io.meanwhile.app.engine;

import io.meanwhile.core.json.Json;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.SagaCommand;
import org.jspecify.annotations.Nullable;

/**
 * Turns away text that could never be stored, before it reaches a saga: there it would be poison.
 */
final class Texts {
  /** Longer than any name, id or reason that means something. */
  private static final int LONGEST = 10_000;

  private Texts() {}

  /**
   * Looks at all text of a command that is not part of a JSON value.
   *
   * @throws RefusedException invalid-request
   */
  static void require(SagaCommand command) {
    switch (command) {
      case SagaCommand.Start start -> require(start.saga());
      case SagaCommand.Observe observe -> {
        Observation seen = observe.observation();
        require(seen.observer(), seen.id(), seen.reason(), seen.effect().toString());
      }
      case SagaCommand.ReportFailure failure -> require(failure.detail());
      case SagaCommand.PassTime _ -> {}
      case SagaCommand.Cancel cancel -> require(cancel.who(), cancel.reason());
      case SagaCommand.Undo undo -> require(undo.who(), undo.reason());
      case SagaCommand.Pause pause -> require(pause.who(), pause.reason());
      case SagaCommand.Resume resume -> require(resume.who(), resume.reason());
      case SagaCommand.Skip skip -> require(skip.step(), skip.who(), skip.reason());
      case SagaCommand.Migrate migrate -> {
        require(migrate.who(), migrate.reason());
        migrate.map().forEach((step, to) -> require(step, to));
      }
      case SagaCommand.Tell told -> require(told.name(), told.id());
      case SagaCommand.Decide decide ->
          require(decide.step(), decide.choice(), decide.who(), decide.reason());
      case SagaCommand.AnswerQuestion answer -> {
        require(answer.who(), answer.reason());
        requireJson(answer.result());
      }
    }
  }

  static void require(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && text.length() > LONGEST) {
        throw new RefusedException(
            "invalid-request", "A text is longer than " + LONGEST + " characters.");
      }
      requireJson(text);
    }
  }

  private static void requireJson(@Nullable Object value) {
    try {
      Object _ = Json.copy(value);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("invalid-request", "A value cannot be stored: " + e.getMessage());
    }
  }
}
