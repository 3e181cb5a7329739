package io.meanwhile.core.checker;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model's laws about single events, written from the model and not from the decider: what may
 * be requested, given up, ended, and when.
 */
final class Laws {
  private final Definition definition;
  private final DecisionLaws decisions;

  Laws(Definition definition) {
    this.definition = definition;
    this.decisions = new DecisionLaws(definition);
  }

  @Nullable Wrong decision(
      Saga before, SagaCommand command, io.meanwhile.core.model.Decision decision, Saga after) {
    return decisions.check(before, command, decision, after);
  }

  /** The law that this event breaks; null when it breaks none. */
  @Nullable Wrong event(Saga before, SagaCommand command, SagaEvent event, Saga after) {
    if (after.sequence() != before.sequence() + 1) {
      return new Wrong(
          9, "The sequence went from " + before.sequence() + " to " + after.sequence());
    }
    return switch (event) {
      case SagaEvent.EffectRequested e ->
          e.effect().isAction() ? action(before, command, e) : compensation(before, e);
      case SagaEvent.DeadlinePassed e -> silence(before, e);
      case SagaEvent.WentBackward _ -> backward(before, after);
      case SagaEvent.SagaEnded _ -> ended(before);
      case SagaEvent.LossListed e -> loss(before, e);
      case SagaEvent.RetryRequested e -> resent(before, e.effect());
      case SagaEvent.ProbeRequested e -> asked(before, e.effect());
      case SagaEvent.QuestionOpened e -> opened(e);
      case SagaEvent.GroupBegun e -> GroupLaws.begun(definition, before, e);
      case SagaEvent.JoinReached e -> GroupLaws.reached(definition, before, e);
      case SagaEvent.StepSkipped e -> skipped(before, e);
      case SagaEvent.SkipLifted e -> lifted(before, e);
      case SagaEvent.EffectGivenUp e -> givenUp(before, e);
      case SagaEvent.FinalityReached _,
          SagaEvent.ValidityPassed _,
          SagaEvent.SagaPaused _,
          SagaEvent.SagaResumed _,
          SagaEvent.SkipRequested _,
          SagaEvent.ReactionHeld _,
          SagaEvent.JoinLost _,
          SagaEvent.StrayRecorded _,
          SagaEvent.SagaStarted _,
          SagaEvent.AttemptFailed _,
          SagaEvent.ObservationRecorded _,
          SagaEvent.Diverged _,
          SagaEvent.WaitExtended _,
          SagaEvent.DeadlineExtended _,
          SagaEvent.BackwardHeld _,
          SagaEvent.HoldDropped _,
          SagaEvent.CancelRequested _,
          SagaEvent.QuestionClosed _,
          SagaEvent.QuestionAnswered _,
          SagaEvent.SagaReopened _ ->
          null;
    };
  }

  private @Nullable Wrong action(Saga before, SagaCommand command, SagaEvent.EffectRequested e) {
    EffectKey key = e.effect();
    if (before.backward()) {
      return new Wrong(5, key + " begins although the saga goes backward.");
    }
    if (before.ended() != null) {
      return new Wrong(5, key + " begins although the saga has ended.");
    }
    boolean redone = // by an operator, who may be asked more than one thing
        command instanceof SagaCommand.AnswerQuestion answer && answer.choice() == Choice.REDO;
    if (!redone && before.parked() && !pivotPassed(definition, before)) {
      return new Wrong(7, key + " begins although a question is open.");
    }
    Wrong member = key.isMember() ? GroupLaws.member(definition, before, e) : null;
    if (member != null) {
      return member;
    }
    Wrong early = key.generation() == 1 ? null : redo(before, key);
    return early != null ? early : Dependencies.wrong(definition, before, e);
  }

  /**
   * Only when the earlier one is VOID or its compensation FINAL; what is awaited leaves nothing.
   */
  private @Nullable Wrong redo(Saga before, EffectKey key) {
    Effect earlier = before.effect(EffectKey.action(key.place(), key.generation() - 1));
    boolean over =
        earlier != null
            && (earlier.rung() == Rung.VOID
                || compensated(before, earlier)
                || (Own.isAwaited(earlier.to()) && definition.step(key.place()).undo() == null));
    return over ? null : new Wrong(5, key + " begins although the one before it may stand.");
  }

  static boolean stands(Effect effect, Level level) {
    boolean enough =
        effect.rung() == Rung.FINAL
            || effect.rung() == Rung.SKIPPED
            || (effect.rung() == Rung.CONFIRMED && level == Level.CONFIRMED);
    return without(effect) || (enough && !effect.givenUp() && !effect.unexpected());
  }

  /** The saga goes on without it, as if it had been skipped. */
  static boolean without(Effect effect) {
    return effect.afterwards() == Afterwards.WITHOUT
        || (effect.loss() && effect.rung() == Rung.VOID);
  }

  private static @Nullable Wrong givenUp(Saga before, SagaEvent.EffectGivenUp e) {
    Effect effect = before.effect(e.effect());
    return effect != null && e.effect().isAction()
        ? null
        : new Wrong(5, e.effect() + " is given up, and was never requested.");
  }

  private @Nullable Wrong compensation(Saga before, SagaEvent.EffectRequested e) {
    Effect action = before.effect(e.effect().undone());
    if (action == null || !action.givenUp()) {
      return new Wrong(5, e.effect() + " undoes what is not given up.");
    }
    boolean wasBlocked = // by a compensation that does not hold any more
        before.compensations(action.key()).stream()
            .anyMatch(undo -> undo.outcome() == CompensationOutcome.BLOCKED);
    if ((action.rung() == Rung.VOID && !wasBlocked) || action.rung() == Rung.SKIPPED) {
      return new Wrong(5, e.effect() + " undoes what is void.");
    }
    for (Effect other : before.compensations(action.key())) {
      if (other.rung() != Rung.VOID) {
        return new Wrong(5, e.effect() + " begins although " + other.key() + " may stand.");
      }
    }
    if (action.loss()) {
      return new Wrong(5, e.effect() + " undoes what is listed as a loss.");
    }
    return order(before, action);
  }

  /** In the reverse of what was relied on. */
  private @Nullable Wrong order(Saga before, Effect action) {
    Set<EffectKey> onIt = new HashSet<>(Set.of(action.key()));
    for (Effect other : before.all()) {
      boolean relies = false;
      for (EffectKey key : other.reliedOn()) {
        relies |= onIt.contains(key);
      }
      if (relies) {
        onIt.add(other.key());
        boolean early = // where the step says so, confirmed is enough
            definition.step(action.key().place()).undoing().after() == Level.CONFIRMED
                && before.compensations(other.key()).stream()
                    .anyMatch(undo -> undo.rung() == Rung.CONFIRMED);
        if (!early && !settled(definition, before, other)) {
          return new Wrong(
              5, action.key() + " is undone before " + other.key() + ", which relied on it.");
        }
      }
    }
    return null;
  }

  /** Nothing is owed for it any more. */
  static boolean settled(Definition definition, Saga saga, Effect action) {
    if (action.loss() || action.stands() == Stands.NO || compensated(saga, action)) {
      return true;
    }
    Step step = definition.step(action.key().place());
    boolean known = action.stands() == Stands.YES || action.until() == null;
    return step.undo() == null && !step.irreversible() && known;
  }

  static boolean compensated(Saga saga, Effect action) {
    return saga.compensations(action.key()).stream().anyMatch(u -> u.rung() == Rung.FINAL);
  }

  private static @Nullable Wrong silence(Saga before, SagaEvent.DeadlinePassed e) {
    Effect effect = before.effect(e.effect());
    boolean fine = effect != null && (e.rung() == Rung.UNKNOWN || e.rung() == effect.rung());
    return fine ? null : new Wrong(4, "Silence makes " + e.effect() + " " + e.rung() + ".");
  }

  private @Nullable Wrong backward(Saga before, Saga after) {
    if (pivotPassed(definition, before)) {
      return new Wrong(5, "It goes backward although the pivot has been passed.");
    }
    for (Step step : definition.steps()) {
      Effect effect = step.pivot() ? before.action(step.name()) : null;
      if (effect != null && effect.rung() != Rung.VOID && effect.rung() != Rung.SKIPPED) {
        return new Wrong(5, "It goes backward although the pivot " + effect.key() + " may stand.");
      }
    }
    for (Effect effect : after.all()) {
      if (effect.key().isAction() && !effect.givenUp()) {
        return new Wrong(5, effect.key() + " is still wanted although the saga goes backward.");
      }
    }
    return null;
  }

  /** Once it was final, or the saga COMPLETED, there is no way back. */
  static boolean pivotPassed(Definition definition, Saga saga) {
    if (saga.completedOnce()) {
      return true;
    }
    for (Step step : definition.steps()) {
      if (step.pivot() && saga.actions(step.name()).stream().anyMatch(Effect::finalOnce)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Wrong ended(Saga before) {
    if (before.parked()) {
      return new Wrong(7, "It ends although a question is open.");
    }
    boolean held = before.held() != null;
    return held ? new Wrong(7, "It ends although what was held is not answered.") : null;
  }

  private static @Nullable Wrong loss(Saga before, SagaEvent.LossListed e) {
    Effect effect = before.effect(e.effect());
    return effect != null ? null : new Wrong(5, e.effect() + " is lost, and was never requested.");
  }

  private static @Nullable Wrong resent(Saga before, EffectKey key) {
    Effect effect = before.effect(key);
    boolean wanted = effect != null && !effect.givenUp();
    return wanted ? null : new Wrong(5, key + " is sent again although it is given up.");
  }

  private static @Nullable Wrong asked(Saga before, EffectKey key) {
    Effect effect = before.effect(key);
    return effect != null
        ? null
        : new Wrong(2, key + " is probed although it was never requested.");
  }

  private static @Nullable Wrong skipped(Saga before, SagaEvent.StepSkipped e) {
    return before.effect(e.effect()) == null
        ? null
        : new Wrong(5, e.effect() + " is skipped although it has begun.");
  }

  private static @Nullable Wrong lifted(Saga before, SagaEvent.SkipLifted e) {
    Effect effect = before.effect(e.effect());
    return effect != null && effect.rung() == Rung.SKIPPED
        ? null
        : new Wrong(5, e.effect() + " is looked at anew although it was not skipped.");
  }

  private static @Nullable Wrong opened(SagaEvent.QuestionOpened e) {
    List<?> choices = e.choices();
    return e.why().isBlank() || choices.isEmpty()
        ? new Wrong(7, "It parks without a reason, or without a choice.")
        : null;
  }
}
