package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to one saga. Stored for ever under the name {@code meanwhile.saga.} plus the
 * record's name in kebab case; {@code at} is when it was recorded. A component is only ever added,
 * never changed.
 */
public sealed interface SagaEvent {

  /** When it was recorded. */
  Instant at();

  /** A command message started the saga. */
  record SagaStarted(
      Instant at,
      String saga,
      DefinitionRef definition,
      @Nullable Object input,
      Map<String, @Nullable Object> attributes,
      @Nullable Instant deadline)
      implements SagaEvent {
    public SagaStarted {
      input = Json.copy(input);
      attributes = Json.object(attributes);
    }
  }

  /**
   * An effect is to be asked for; written before anything is sent. {@code validUntil} is until when
   * the participant may do it, null for no limit.
   */
  record EffectRequested(
      Instant at,
      EffectKey effect,
      Target to,
      @Nullable Object input,
      List<EffectKey> reliesOn,
      Instant sendAt,
      Instant until,
      @Nullable Instant validUntil)
      implements SagaEvent {
    public EffectRequested {
      input = Json.copy(input);
      reliesOn = List.copyOf(reliesOn);
    }
  }

  /** One attempt brought no observation; {@code retryAt} is null when there is no next one. */
  record AttemptFailed(
      Instant at,
      EffectKey effect,
      int attempt,
      boolean probe,
      Failure failure,
      String detail,
      @Nullable Instant retryAt)
      implements SagaEvent {}

  /**
   * An observer reported. {@code rung} and {@code depth} are where the effect is now; {@code
   * meaning} says what the report did. {@code until} is the new end of the wait, null when nothing
   * more is waited for. {@code agreement} is there when the step names several observers: then what
   * this one said counts beside the others' newest word. {@code expired} is there, and true, when
   * it found no trace of what is not valid any more: that is a refusal.
   */
  record ObservationRecorded(
      Instant at,
      Observation observation,
      Meaning meaning,
      Rung rung,
      int depth,
      @Nullable Instant until,
      @Nullable CompensationOutcome outcome,
      boolean answered,
      @Nullable Agreement agreement,
      @Nullable Boolean expired)
      implements SagaEvent {}

  /** It has stood, or been refused, for as long as the step asks: now it is FINAL, or VOID. */
  record FinalityReached(Instant at, EffectKey effect, Rung rung) implements SagaEvent {}

  /** Past its validity the participant does it no more: from now on no trace of it is a refusal. */
  record ValidityPassed(Instant at, EffectKey effect) implements SagaEvent {}

  /** Silence past the deadline; {@code rung} is UNKNOWN unless a higher one is kept. */
  record DeadlinePassed(Instant at, EffectKey effect, Rung rung) implements SagaEvent {}

  /**
   * Something departed from what the definition expects. {@code measure} is the entry of the
   * definition's list of reactions that is taken; null for a default.
   */
  record Diverged(
      Instant at,
      @Nullable EffectKey effect,
      DivergenceKind kind,
      String expected,
      String observed,
      Reaction reaction,
      @Nullable Integer measure)
      implements SagaEvent {
    /** A default. */
    public Diverged(
        Instant at,
        @Nullable EffectKey effect,
        DivergenceKind kind,
        String expected,
        String observed,
        Reaction reaction) {
      this(at, effect, kind, expected, observed, reaction, null);
    }
  }

  /** An action is no longer wanted, though the saga goes on. */
  record EffectGivenUp(Instant at, EffectKey effect, Afterwards afterwards, String why)
      implements SagaEvent {}

  /** The participant is to be asked for the present state; changes nothing outside. */
  record ProbeRequested(Instant at, EffectKey effect, int number, Instant sendAt)
      implements SagaEvent {}

  /** The same key is to be sent again, beyond the step's own attempts. */
  record RetryRequested(Instant at, EffectKey effect, Instant sendAt, Instant until)
      implements SagaEvent {}

  /** More time was given. */
  record WaitExtended(Instant at, EffectKey effect, Instant until) implements SagaEvent {}

  /** The saga's deadline passed and was put off. */
  record DeadlineExtended(Instant at, Instant deadline) implements SagaEvent {}

  /** What would make the saga go backward waits for the pivot in flight; no kind for a cancel. */
  record BackwardHeld(
      Instant at, String why, @Nullable EffectKey effect, @Nullable DivergenceKind kind)
      implements SagaEvent {}

  /** The pivot was passed; what was held no longer counts. */
  record HoldDropped(Instant at, String why) implements SagaEvent {}

  /** Someone asked to cancel; {@code before} and {@code after} say where the saga was and is. */
  record CancelRequested(
      Instant at, String who, String reason, @Nullable String before, @Nullable String after)
      implements SagaEvent {
    public CancelRequested(Instant at, String who, String reason) {
      this(at, who, reason, null, null);
    }
  }

  /** Someone paused the saga. */
  record SagaPaused(Instant at, String who, String reason, String before, String after)
      implements SagaEvent {}

  /** Someone let the saga go on. */
  record SagaResumed(Instant at, String who, String reason, String before, String after)
      implements SagaEvent {}

  /** Someone left a step out. */
  record SkipRequested(
      Instant at, String step, String who, String reason, String before, String after)
      implements SagaEvent {}

  /** Someone let the saga follow another version of its definition. */
  record SagaMigrated(
      Instant at, Migration migration, String who, String reason, String before, String after)
      implements SagaEvent {}

  /** Something departed from what is expected while the saga is paused: the reaction waits. */
  record ReactionHeld(
      Instant at, @Nullable EffectKey effect, DivergenceKind kind, String expected, String observed)
      implements SagaEvent {}

  /** A report about a key that this saga never requested; it moves nothing. */
  record StrayRecorded(Instant at, Observation observation) implements SagaEvent {}

  /** The saga goes backward: no new action begins, all begun ones are given up. */
  record WentBackward(Instant at, String why) implements SagaEvent {}

  /**
   * A given-up action that cannot be undone, or one that did not happen and that the saga does
   * without; a compensation that is no longer waited for, since its action is a loss.
   */
  record LossListed(Instant at, EffectKey effect, String why) implements SagaEvent {}

  /**
   * A step is left out: its guard is false, the goal is met without it, or an operator says so.
   * {@code to} is what would have been asked, {@code reliesOn} what the answer was read from: it
   * holds as long as that does. Empty, it holds for good.
   */
  record StepSkipped(Instant at, EffectKey effect, Target to, List<EffectKey> reliesOn, String why)
      implements SagaEvent {
    public StepSkipped {
      reliesOn = List.copyOf(reliesOn);
    }
  }

  /**
   * A group begins. {@code items} are what it fans out over, null for other groups; {@code members}
   * is how many there may be.
   */
  record GroupBegun(
      Instant at,
      EffectKey effect,
      @Nullable Object items,
      int members,
      List<EffectKey> reliesOn,
      @Nullable Instant until)
      implements SagaEvent {
    public GroupBegun {
      items = Json.copy(items);
      reliesOn = List.copyOf(reliesOn);
    }
  }

  /**
   * Enough members of a group stand, at this rung; {@code winners} are those that it stands by.
   * Once that is the goal's level, members that have not begun never do: {@code leftOut} of them.
   */
  record JoinReached(
      Instant at,
      EffectKey effect,
      Rung rung,
      List<EffectKey> winners,
      @Nullable Object result,
      int leftOut,
      boolean accepted)
      implements SagaEvent {
    public JoinReached {
      winners = List.copyOf(winners);
      result = Json.copy(result);
    }
  }

  /** What {@code by} proposed is read: these steps join the group; where none does, why. */
  record StepsProposed(
      Instant at, EffectKey effect, EffectKey by, List<Proposed> steps, @Nullable String why)
      implements SagaEvent {}

  /** A winner no longer stands as it did: the group does not either. */
  record JoinLost(Instant at, EffectKey effect, String why) implements SagaEvent {}

  /** What a skip was read from has changed: the step has not begun and is looked at anew. */
  record SkipLifted(Instant at, EffectKey effect, String why) implements SagaEvent {}

  /** Parked: an operator must decide. */
  record QuestionOpened(
      Instant at,
      int question,
      @Nullable String place,
      @Nullable EffectKey effect,
      DivergenceKind kind,
      String why,
      List<Choice> choices)
      implements SagaEvent {
    public QuestionOpened {
      choices = List.copyOf(choices);
    }
  }

  /** The question no longer needs an answer. */
  record QuestionClosed(Instant at, int question, String why) implements SagaEvent {}

  /** An operator answered; {@code before} and {@code after} are of what was asked about. */
  record QuestionAnswered(
      Instant at,
      int question,
      Choice choice,
      String who,
      String reason,
      @Nullable Object result,
      @Nullable String before,
      @Nullable String after)
      implements SagaEvent {
    public QuestionAnswered {
      result = Json.copy(result);
    }
  }

  /** The saga ended, COMPLETED or COMPENSATED. */
  record SagaEnded(Instant at, SagaStatus outcome, List<EffectKey> losses, @Nullable Object result)
      implements SagaEvent {
    public SagaEnded {
      losses = List.copyOf(losses);
      result = Json.copy(result);
    }
  }

  /** An observation made the end untrue. */
  record SagaReopened(Instant at, String why) implements SagaEvent {}
}
