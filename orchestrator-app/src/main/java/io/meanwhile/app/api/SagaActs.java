package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.CommandMessages;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.format.Closest;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.security.AccessTable;
import io.meanwhile.app.security.Identity;
import io.meanwhile.app.security.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Carries out operators' commands, whichever way they came. */
final class SagaActs {
  private final Orchestrator orchestrator;
  private final SagaViews views;
  private final Acknowledgement acknowledgement;
  private final DecisionForms forms = new DecisionForms();

  SagaActs(Orchestrator orchestrator, SagaViews views, Acknowledgement acknowledgement) {
    this.orchestrator = orchestrator;
    this.views = views;
    this.acknowledgement = acknowledgement;
  }

  /**
   * Carries it out.
   *
   * @throws ProblemException forbidden, and whatever else keeps it from being done
   */
  Receipt act(String saga, CommandBody command, Identity identity, Caller caller) {
    identity.require(allowed(command.type()));
    SagaView view = views.get(saga);
    if (command.type().equals("decide")) {
      forms.require(view, command);
    }
    try {
      return acknowledgement.of(sent(saga, command, identity, caller));
    } catch (RefusedException refused) {
      throw explained(refused, command);
    }
  }

  /** All that is wrong with it, each with its place; input that does not fit has none in it. */
  static ProblemException explained(RefusedException refused, CommandBody command) {
    boolean input = refused.code().equals(ErrorCode.INPUT_INVALID.code());
    boolean migration = command.type().equals("migrate") && !refused.problems().isEmpty();
    if (!migration) {
      return Refusals.of(refused);
    }
    List<Flaw> flaws =
        refused.problems().stream()
            .map(problem -> {
              String at = input ? "/to" : problem.pointer();
              String what =
                  input
                      ? "input" + problem.pointer() + ": " + problem.message()
                      : problem.message();
              return command.places().flaw(refused.code(), at, what, null);
            })
            .toList();
    ErrorCode code = ErrorCode.of(refused.code()).orElse(ErrorCode.CANNOT_MIGRATE);
    return new ProblemException(code, refused.detail(), flaws);
  }

  /** Who may decide says the step itself. */
  private static Set<Role> allowed(String type) {
    return switch (type) {
      case "decide" -> Set.of(Role.values());
      case "message" -> AccessTable.senders();
      default -> AccessTable.operators();
    };
  }

  private CompletableFuture<Receipt> sent(
      String saga, CommandBody command, Identity identity, Caller caller) {
    return switch (command.type()) {
      case "cancel" -> orchestrator.cancel(saga, command.why(), caller);
      case "pause" -> orchestrator.pause(saga, command.why(), caller);
      case "resume" -> orchestrator.resume(saga, command.why(), caller);
      case "skip" ->
          orchestrator.skip(saga, Objects.requireNonNull(command.step()), command.why(), caller);
      case "migrate" ->
          orchestrator.migrate(
              new CommandMessages.Migrate(
                  saga, Objects.requireNonNull(command.to()), command.map(), command.why()),
              caller);
      case "message" ->
          orchestrator.tell(
              saga,
              Objects.requireNonNull(command.name()),
              Objects.requireNonNull(command.id()),
              command.data(),
              caller);
      case "decide" ->
          orchestrator.decide(
              saga,
              new CommandMessages.Decide(
                  saga,
                  Objects.requireNonNull(command.step()),
                  Objects.requireNonNull(command.choice()),
                  command.form(),
                  List.copyOf(identity.roleNames()),
                  command.why()),
              caller);
      case "answer" ->
          orchestrator.answer(
              saga,
              Objects.requireNonNull(command.question()),
              command.chosen(),
              command.why(),
              command.result(),
              caller);
      default -> throw unknown(command.type());
    };
  }

  /** Why a type cannot be carried out. */
  static ProblemException unknown(String type) {
    String near = Closest.to(type, CommandBody.TYPES);
    String hint = near == null ? "" : " Did you mean " + near + "?";
    return new ProblemException(
        ErrorCode.UNKNOWN_COMMAND,
        "The type must be one of " + String.join(", ", CommandBody.TYPES) + "." + hint);
  }
}
