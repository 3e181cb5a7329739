package io.meanwhile.core.checker;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model's laws about single events, written from the model and not from the decider: what may
 * be requested, given up, ended, and when.
 */
final class Laws {
  private final Definition definition;
  private final BeginLaws begins;
  private final UndoLaws undoes;
  private final GoalLaws goal;
  private final DecisionLaws decisions;
  private final ProposalLaws proposals;

  Laws(Definition definition) {
    this.definition = definition;
    this.begins = new BeginLaws(definition);
    this.undoes = new UndoLaws(definition);
    this.goal = new GoalLaws(definition);
    this.decisions = new DecisionLaws(definition);
    this.proposals = new ProposalLaws(definition);
  }

  @Nullable Wrong decision(
      Saga before, SagaCommand command, io.meanwhile.core.model.Decision decision, Saga after) {
    return decisions.check(before, command, decision, after);
  }

  /**
   * The law that this event breaks; null when it breaks none.
   *
   * @param before the state in which the command was decided
   */
  @Nullable Wrong event(SagaEvent event, SagaCommand command, Saga before, Saga now, Saga next) {
    return next.sequence() == now.sequence() + 1
        ? follows(event, command, before, now, next)
        : new Wrong(9, "The sequence went from " + now.sequence() + " to " + next.sequence());
  }

  private @Nullable Wrong follows(
      SagaEvent event, SagaCommand command, Saga before, Saga now, Saga next) {
    return switch (event) {
      case SagaEvent.EffectRequested e -> requested(e, command, before, now);
      case SagaEvent.DeadlinePassed e -> silence(now, e);
      case SagaEvent.WentBackward _ -> backward(now, next);
      case SagaEvent.SagaEnded e -> ended(e, command, before, now);
      case SagaEvent.LossListed e -> loss(now, e);
      case SagaEvent.RetryRequested e -> resent(now, e.effect());
      case SagaEvent.ProbeRequested e -> asked(now, e.effect());
      case SagaEvent.QuestionOpened e -> opened(e);
      case SagaEvent.GroupBegun e -> GroupLaws.begun(definition, now, e);
      case SagaEvent.JoinReached e -> GroupLaws.reached(definition, now, e);
      case SagaEvent.StepsProposed e -> proposals.proposed(now, e);
      case SagaEvent.StepSkipped e -> skipped(now, command, e);
      case SagaEvent.SkipLifted e -> lifted(now, e);
      case SagaEvent.EffectGivenUp e -> givenUp(now, e);
      case SagaEvent.ReactionHeld e -> held(now, e);
      case SagaEvent.FinalityReached _,
          SagaEvent.ValidityPassed _,
          SagaEvent.SagaPaused _,
          SagaEvent.SagaResumed _,
          SagaEvent.SkipRequested _,
          SagaEvent.SagaMigrated _,
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

  private @Nullable Wrong requested(
      SagaEvent.EffectRequested e, SagaCommand command, Saga before, Saga now) {
    boolean answered = command instanceof SagaCommand.AnswerQuestion; // counts, and is sent later
    if (now.paused() != null && !answered) {
      return new Wrong(5, e.effect() + " begins although the saga is paused.");
    }
    return e.effect().isAction()
        ? begins.action(before, now, command, e)
        : undoes.compensation(now, e);
  }

  private static @Nullable Wrong held(Saga now, SagaEvent.ReactionHeld e) {
    return now.paused() == null
        ? new Wrong(7, "What is done about " + e.kind() + " waits although nothing is paused.")
        : null;
  }

  private static @Nullable Wrong givenUp(Saga before, SagaEvent.EffectGivenUp e) {
    Effect effect = before.effect(e.effect());
    return effect != null && e.effect().isAction()
        ? ProposalLaws.givenUp(before, e)
        : new Wrong(5, e.effect() + " is given up, and was never requested.");
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

  /**
   * Once it was final, or the saga COMPLETED, there is no way back; nor past one that may stand and
   * that somebody took as it was.
   */
  static boolean pivotPassed(Definition definition, Saga saga) {
    if (saga.completedOnce()) {
      return true;
    }
    for (Step step : definition.steps()) {
      if (step.pivot() && saga.actions(step.name()).stream().anyMatch(Laws::noWayBack)) {
        return true;
      }
    }
    return false;
  }

  private static boolean noWayBack(Effect pivot) {
    return pivot.finalOnce() || (pivot.goneWithout() && pivot.stands() != Stands.NO);
  }

  private @Nullable Wrong ended(SagaEvent.SagaEnded e, SagaCommand command, Saga before, Saga now) {
    if (now.parked()) {
      return new Wrong(7, "It ends although a question is open.");
    }
    return now.held() == null
        ? goal.ended(before, now, command, e)
        : new Wrong(7, "It ends although what was held is not answered.");
  }

  private static @Nullable Wrong loss(Saga before, SagaEvent.LossListed e) {
    Effect effect = before.effect(e.effect());
    return effect != null ? null : new Wrong(5, e.effect() + " is lost, and was never requested.");
  }

  private @Nullable Wrong resent(Saga before, EffectKey key) {
    Effect effect = before.effect(key);
    boolean wanted = effect != null && !effect.givenUp();
    return wanted
        ? forgotten(before, key)
        : new Wrong(5, key + " is sent again although it is given up.");
  }

  /** Who does not know the key any more would do it twice. */
  private @Nullable Wrong forgotten(Saga before, EffectKey key) {
    Step step = definition.step(key);
    Call call = key.isAction() ? step.action() : step.undo();
    Effect effect = before.effect(key);
    boolean limited = call != null && call.remembers() != null;
    return limited && effect != null && Fold.isForgotten(effect)
        ? new Wrong(2, key + " is sent again although its participant has forgotten its key.")
        : null;
  }

  private static @Nullable Wrong asked(Saga before, EffectKey key) {
    Effect effect = before.effect(key);
    return effect != null
        ? null
        : new Wrong(2, key + " is probed although it was never requested.");
  }

  private @Nullable Wrong skipped(Saga before, SagaCommand command, SagaEvent.StepSkipped e) {
    return before.effect(e.effect()) == null
        ? GuardLaws.leftOut(definition, before, command, e)
        : new Wrong(5, e.effect() + " is skipped although it has begun.");
  }

  private static @Nullable Wrong lifted(Saga before, SagaEvent.SkipLifted e) {
    Effect effect = before.effect(e.effect());
    if (effect == null || effect.rung() != Rung.SKIPPED) {
      return new Wrong(5, e.effect() + " is looked at anew although it was not skipped.");
    }
    boolean forGood = effect.reliedOn().size() == (e.effect().isMember() ? 1 : 0);
    return forGood && effect.wanted() // whatever a guard would say
        ? new Wrong(5, e.effect() + " was left out for good, and is looked at anew.")
        : null;
  }

  private static @Nullable Wrong opened(SagaEvent.QuestionOpened e) {
    List<?> choices = e.choices();
    return e.why().isBlank() || choices.isEmpty()
        ? new Wrong(7, "It parks without a reason, or without a choice.")
        : null;
  }
}
