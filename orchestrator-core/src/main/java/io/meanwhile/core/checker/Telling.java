package io.meanwhile.core.checker;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.SagaEvent;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves and events in plain words. */
public final class Telling {
  private Telling() {}

  /** {@code lock}, {@code undo of lock}, {@code lock (again, 2)}. */
  public static String name(EffectKey key) {
    String again = key.generation() == 1 ? "" : " (again, " + key.generation() + ")";
    return (key.isAction() ? key.place() : "undo of " + key.place()) + again;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What happens; the subject is the participant or another observer, time, or a person. */
  static String move(Node node, Move move, @Nullable Observers observers) {
    String who = who(move, observers);
    String name = move.effect() < 0 ? "the saga" : name(node.effect(move.effect()).key());
    String result = move.detail() == Outside.BAD ? ", with a result that was not expected" : "";
    return switch (move.kind()) {
      case START -> "The saga is started.";
      case ACCEPTED -> name + ": " + who + " says it is accepted, not done yet.";
      case CONFIRMED -> name + ": " + who + " says it is done, not final yet" + result + ".";
      case FINAL -> name + ": " + who + " says it is done for good" + result + ".";
      case REFUSED -> name + ": " + who + " refuses, not for good yet.";
      case REFUSED_FOR_GOOD -> name + ": " + who + " refuses for good.";
      case REVERTED -> name + ": what was confirmed is gone again, and " + who + " says so.";
      case NO_TRACE -> name + ": the probe finds no trace of it.";
      case HAPPENS -> name + ": is done, but no word of it arrives" + result + ".";
      case VANISHES -> name + ": is taken back outside, but no word of it arrives.";
      case REFUSES -> name + ": is refused, but no word of it arrives.";
      case NO_ANSWER -> name + ": no answer to any attempt; it may have arrived.";
      case UNAVAILABLE -> name + ": the participant is not reachable, at no attempt.";
      case PROBE_SILENT ->
          name + ": no answer to " + (move.detail() == 0 ? "the probe." : "any probe.");
      case EXPIRES -> name + ": it is not valid any more; the participant does it no more.";
      case FORGETS -> name + ": the participant does not remember its key any more.";
      case DEADLINE -> name + ": its deadline passes.";
      case ALL_ROUNDS -> name + ": it is asked as often as is allowed, and every deadline passes.";
      case SAGA_DEADLINE -> "The saga's deadline passes.";
      case CANCEL, PAUSE, RESUME, SKIP, STRAY, ANSWER -> people(move, name);
      case REJECTED -> name + ": the participant rejects the request itself.";
      case FINAL_REVERTED -> name + ": was final, and is gone all the same.";
      case FINAL_DENIED -> name + ": was final, and is said to be refused.";
      case FINAL_OTHER_RESULT -> name + ": was final, and is said to have another result.";
      case VOID_HAPPENS -> name + ": was void, and is done all the same.";
      case UNDONE_REVERTED -> name + ": was undone, and is said to be gone as well.";
      case UNDONE_CALLED_BLOCKED -> name + ": undid its action, and says that it blocked it.";
      case LIE ->
          name
              + ": "
              + who
              + " says what is not so, that it is "
              + (move.detail() == Words.REFUSAL ? "refused." : "done for good.");
      case STRANGER -> name + ": somebody whom the step does not name says it is refused.";
    };
  }

  private static String people(Move move, String name) {
    return switch (move.kind()) {
      case CANCEL -> "An operator cancels.";
      case SKIP -> "An operator skips a step.";
      case PAUSE -> "An operator pauses the saga.";
      case RESUME -> "An operator lets it go on.";
      case STRAY -> "Somebody reports about a step that has not begun.";
      case ANSWER ->
          "An operator answers about "
              + name
              + ": "
              + lower(Objects.requireNonNull(move.choice()))
              + ".";
      default -> throw new IllegalStateException("nobody's act: " + move.kind());
    };
  }

  private static String who(Move move, @Nullable Observers observers) {
    return observers == null || move.observer() == Observers.UNNAMED
        ? "the participant"
        : observers.names().get(move.observer());
  }

  /** What is decided; null for what needs no line of its own. */
  public static @Nullable String event(SagaEvent event) {
    return switch (event) {
      case SagaEvent.EffectRequested e -> name(e.effect()) + " is requested";
      case SagaEvent.ObservationRecorded e ->
          e.meaning() == Meaning.MOVED
              ? name(e.observation().effect()) + " is now " + lower(e.rung())
              : "recorded: " + lower(e.meaning());
      case SagaEvent.FinalityReached e -> name(e.effect()) + " is now " + lower(e.rung());
      case SagaEvent.ValidityPassed e -> name(e.effect()) + " is not valid any more";
      case SagaEvent.DeadlinePassed e -> name(e.effect()) + " is now " + lower(e.rung());
      case SagaEvent.Diverged e -> diverged(e);
      case SagaEvent.ProbeRequested e -> name(e.effect()) + " is probed";
      case SagaEvent.RetryRequested e -> name(e.effect()) + " is sent again";
      case SagaEvent.WaitExtended e -> name(e.effect()) + " is given more time";
      case SagaEvent.BackwardHeld _ -> "going backward is held: the pivot is in flight";
      case SagaEvent.HoldDropped _ -> "what was held no longer counts: the pivot was passed";
      case SagaEvent.WentBackward _ -> "the saga goes backward";
      case SagaEvent.LossListed e -> name(e.effect()) + " is listed as a loss";
      case SagaEvent.StepSkipped e -> name(e.effect()) + " is skipped";
      case SagaEvent.GroupBegun _, SagaEvent.JoinReached _, SagaEvent.JoinLost _ -> group(event);
      case SagaEvent.StepsProposed e ->
          name(e.by()) + " proposes " + (e.steps().isEmpty() ? "nothing" : Offers.names(e.steps()));
      case SagaEvent.SkipLifted e -> name(e.effect()) + " is not skipped any more";
      case SagaEvent.QuestionOpened e -> parked(e);
      case SagaEvent.QuestionClosed _ -> "the question is closed";
      case SagaEvent.SagaEnded e -> "the saga ends " + e.outcome() + losses(e);
      case SagaEvent.SagaReopened _ -> "the saga is reopened";
      case SagaEvent.EffectGivenUp e -> name(e.effect()) + " is given up";
      case SagaEvent.SagaPaused _ -> "the saga is paused";
      case SagaEvent.SagaResumed _ -> "the saga goes on";
      case SagaEvent.ReactionHeld e -> "what is done about " + lower(e.kind()) + " waits";
      case SagaEvent.SkipRequested e -> e.step() + " is to be left out";
      case SagaEvent.SagaMigrated e -> "the saga follows " + e.migration().to();
      case SagaEvent.StrayRecorded _ -> "recorded";
      case SagaEvent.SagaStarted _,
          SagaEvent.AttemptFailed _,
          SagaEvent.DeadlineExtended _,
          SagaEvent.CancelRequested _,
          SagaEvent.QuestionAnswered _ ->
          null;
    };
  }

  private static String diverged(SagaEvent.Diverged e) {
    return "divergence "
        + lower(e.kind())
        + about(e.effect())
        + ", reaction "
        + lower(e.reaction());
  }

  private static String parked(SagaEvent.QuestionOpened e) {
    String about = e.effect() == null ? "the saga" : name(e.effect());
    return "parked: an operator is asked about " + about + ", " + lower(e.kind());
  }

  private static String group(SagaEvent event) {
    if (event instanceof SagaEvent.JoinReached reached) {
      return name(reached.effect()) + " is now " + lower(reached.rung());
    }
    return event instanceof SagaEvent.GroupBegun begun
        ? name(begun.effect()) + " begins, with " + begun.members() + " members"
        : "the group does not stand any more";
  }

  private static String about(@Nullable EffectKey key) {
    return key == null ? "" : " about " + name(key);
  }

  private static String losses(SagaEvent.SagaEnded e) {
    if (e.losses().isEmpty()) {
      return "";
    }
    return " with losses: " + String.join(", ", e.losses().stream().map(Telling::name).toList());
  }
}
