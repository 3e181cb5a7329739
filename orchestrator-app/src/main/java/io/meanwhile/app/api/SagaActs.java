package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.format.Closest;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Carries out operators' commands, whichever way they came. */
final class SagaActs {
  private final Orchestrator orchestrator;
  private final SagaViews views;
  private final Acknowledgement acknowledgement;

  SagaActs(Orchestrator orchestrator, SagaViews views, Acknowledgement acknowledgement) {
    this.orchestrator = orchestrator;
    this.views = views;
    this.acknowledgement = acknowledgement;
  }

  Receipt act(String saga, CommandBody command, Caller caller) {
    views.get(saga);
    return acknowledgement.of(sent(saga, command, caller));
  }

  private CompletableFuture<Receipt> sent(String saga, CommandBody command, Caller caller) {
    return switch (command.type()) {
      case "cancel" -> orchestrator.cancel(saga, command.reason(), caller);
      case "pause" -> orchestrator.pause(saga, command.reason(), caller);
      case "resume" -> orchestrator.resume(saga, command.reason(), caller);
      case "answer" ->
          orchestrator.answer(
              saga,
              Objects.requireNonNull(command.question()),
              command.chosen(),
              command.reason(),
              command.result(),
              caller);
      default -> throw unknown(command.type());
    };
  }

  /** Why a type cannot be carried out. */
  static ProblemException unknown(String type) {
    if (CommandBody.LATER.contains(type)) {
      return new ProblemException(
          ErrorCode.UNSUPPORTED_COMMAND, "The command " + type + " is not supported yet.");
    }
    String near = Closest.to(type, CommandBody.TYPES);
    String hint = near == null ? "" : " Did you mean " + near + "?";
    return new ProblemException(
        ErrorCode.UNKNOWN_COMMAND,
        "The type must be one of " + String.join(", ", CommandBody.TYPES) + "." + hint);
  }
}
