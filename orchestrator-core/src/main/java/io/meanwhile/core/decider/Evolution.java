package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Divergence;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Migrated;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.AttemptFailed;
import io.meanwhile.core.model.SagaEvent.BackwardHeld;
import io.meanwhile.core.model.SagaEvent.CancelRequested;
import io.meanwhile.core.model.SagaEvent.DeadlineExtended;
import io.meanwhile.core.model.SagaEvent.DeadlinePassed;
import io.meanwhile.core.model.SagaEvent.Diverged;
import io.meanwhile.core.model.SagaEvent.EffectGivenUp;
import io.meanwhile.core.model.SagaEvent.EffectRequested;
import io.meanwhile.core.model.SagaEvent.FinalityReached;
import io.meanwhile.core.model.SagaEvent.GroupBegun;
import io.meanwhile.core.model.SagaEvent.HoldDropped;
import io.meanwhile.core.model.SagaEvent.JoinLost;
import io.meanwhile.core.model.SagaEvent.JoinReached;
import io.meanwhile.core.model.SagaEvent.LossListed;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import io.meanwhile.core.model.SagaEvent.ProbeRequested;
import io.meanwhile.core.model.SagaEvent.QuestionAnswered;
import io.meanwhile.core.model.SagaEvent.QuestionClosed;
import io.meanwhile.core.model.SagaEvent.QuestionOpened;
import io.meanwhile.core.model.SagaEvent.ReactionHeld;
import io.meanwhile.core.model.SagaEvent.RetryRequested;
import io.meanwhile.core.model.SagaEvent.SagaEnded;
import io.meanwhile.core.model.SagaEvent.SagaMigrated;
import io.meanwhile.core.model.SagaEvent.SagaPaused;
import io.meanwhile.core.model.SagaEvent.SagaReopened;
import io.meanwhile.core.model.SagaEvent.SagaResumed;
import io.meanwhile.core.model.SagaEvent.SagaStarted;
import io.meanwhile.core.model.SagaEvent.SkipLifted;
import io.meanwhile.core.model.SagaEvent.SkipRequested;
import io.meanwhile.core.model.SagaEvent.StepSkipped;
import io.meanwhile.core.model.SagaEvent.StepsProposed;
import io.meanwhile.core.model.SagaEvent.StrayRecorded;
import io.meanwhile.core.model.SagaEvent.ValidityPassed;
import io.meanwhile.core.model.SagaEvent.WaitExtended;
import io.meanwhile.core.model.SagaEvent.WentBackward;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** State is a fold over events: each event says everything that is needed to apply it. */
final class Evolution {
  private Evolution() {}

  static Saga apply(Saga saga, SagaEvent event) {
    check(saga.started() != event instanceof SagaStarted, saga, event);
    SagaChange change = new SagaChange(saga);
    return switch (event) {
      case SagaStarted e -> started(e);
      case EffectRequested e -> requested(saga, change, e).done();
      case AttemptFailed e -> change.effect(e.effect(), effect -> failed(effect, e)).done();
      case ObservationRecorded e -> Observed.recorded(saga, change, e).done();
      case FinalityReached e -> Observed.ripened(saga, change, e).done();
      case ValidityPassed e -> change.effect(e.effect(), EffectChange::expire).done();
      case DeadlinePassed e -> change.effect(e.effect(), x -> silence(saga, x, e)).done();
      case Diverged e -> diverged(change, e).done();
      case EffectGivenUp e ->
          change.effect(e.effect(), x -> x.giveUp(e.afterwards(), e.at())).done();
      case ProbeRequested e ->
          change.effect(e.effect(), x -> x.ask(new Ask(true, e.number(), e.sendAt()))).done();
      case RetryRequested e -> change.effect(e.effect(), x -> again(saga, x, e)).done();
      case WaitExtended e -> change.effect(e.effect(), x -> x.until(e.until())).done();
      case DeadlineExtended e -> change.extend(e.deadline()).done();
      case BackwardHeld e -> change.hold(new Saga.Hold(e.why(), e.effect(), e.kind())).done();
      case HoldDropped _ -> change.hold(null).done();
      case CancelRequested _, SkipRequested _, StrayRecorded _ -> change.done();
      case SagaMigrated e -> migrated(saga, change, e).done();
      case SagaPaused e -> change.pause(new Saga.Paused(e.who(), e.reason(), e.at())).done();
      case SagaResumed _ -> change.resume().done();
      case ReactionHeld e -> held(change, e).done();
      case WentBackward e -> change.goBackward(e.why(), e.at()).done();
      case LossListed e -> change.effect(e.effect(), EffectChange::loss).done();
      case StepSkipped e -> skipped(saga, change, e).done();
      case SkipLifted e -> lifted(saga, change, e).done();
      case GroupBegun e -> Grouped.begun(saga, change, e).done();
      case JoinReached e -> change.effect(e.effect(), x -> Grouped.reached(x, e)).done();
      case StepsProposed e -> Grouped.proposed(saga, change, e).done();
      case JoinLost e -> change.effect(e.effect(), x -> Grouped.lost(x, e)).done();
      case QuestionOpened e -> opened(saga, change, e).done();
      case QuestionClosed e -> change.close(e.question()).done();
      case QuestionAnswered e -> answered(saga, change, e).done();
      case SagaEnded e -> ended(saga, change, e).done();
      case SagaReopened e -> reopened(saga, change, e).done();
    };
  }

  private static Saga started(SagaStarted e) {
    return new Saga(
        e.saga(),
        e.definition(),
        1,
        e.input(),
        e.attributes(),
        e.at(),
        e.deadline(),
        0,
        false,
        null,
        null,
        Map.of(),
        Map.of(),
        0,
        List.of(),
        null,
        List.of(),
        null,
        false,
        Migrated.NEVER);
  }

  private static SagaChange migrated(Saga saga, SagaChange change, SagaMigrated e) {
    check(e.migration().from().equals(saga.definition()), saga, e);
    e.migration().keeps().forEach(key -> check(saga.effect(key) != null, saga, e));
    return change.migrate(e.migration());
  }

  /** An event that cannot follow means that the log is damaged: that saga stops, loudly. */
  static void check(boolean follows, Saga saga, SagaEvent event) {
    if (!follows) {
      throw new IllegalStateException("cannot follow in saga " + saga.id() + ": " + event);
    }
  }

  /** A new generation of an action supersedes the one before: that is no longer wanted. */
  private static SagaChange requested(Saga saga, SagaChange change, EffectRequested e) {
    check(saga.effect(e.effect()) == null, saga, e);
    Asserted.mayBeRequested(saga, e);
    change.put(requested(saga, e, 1));
    EffectKey key = e.effect();
    return key.isAction() && key.generation() > 1
        ? change.effect(EffectKey.action(key.place(), key.generation() - 1), x -> x.giveUp(e.at()))
        : change;
  }

  static Effect requested(Saga saga, EffectRequested e, int sends) {
    boolean stood = !e.effect().isAction() && stands(saga, e.effect().undone());
    Ask ask = Own.isAwaited(e.to()) ? null : new Ask(false, 1, e.sendAt());
    return new Effect(
        e.effect(),
        e.to(),
        e.input(),
        e.reliesOn(),
        Rung.REQUESTED,
        0,
        null,
        null,
        e.at(),
        e.at(),
        e.until(),
        ask,
        ask == null ? 0 : sends,
        0,
        0,
        true,
        false,
        false,
        false,
        null,
        stood,
        false,
        null,
        List.of(),
        null,
        null,
        null,
        e.validUntil(),
        false,
        List.of(),
        null);
  }

  /** Held like an effect, since others wait for it; but nothing was ever asked. */
  private static SagaChange skipped(Saga saga, SagaChange change, StepSkipped e) {
    check(saga.effect(e.effect()) == null, saga, e);
    EffectRequested never =
        new EffectRequested(e.at(), e.effect(), e.to(), null, e.reliesOn(), e.at(), e.at(), null);
    EffectChange effect = new EffectChange(requested(saga, never, 0)).ask(null).until(null);
    return change.put(effect.rung(Rung.SKIPPED, 0, e.at()).reason(e.why()).done());
  }

  private static SagaChange lifted(Saga saga, SagaChange change, SkipLifted e) {
    Effect effect = saga.effect(e.effect());
    check(effect != null && effect.rung() == Rung.SKIPPED, saga, e);
    return change.without(e.effect());
  }

  private static boolean stands(Saga saga, EffectKey key) {
    Effect effect = saga.effect(key);
    return effect != null && effect.stands() == Stands.YES;
  }

  private static EffectChange failed(EffectChange effect, AttemptFailed e) {
    boolean lost = e.failure() == Failure.UNAVAILABLE || e.failure() == Failure.NOT_CONFIGURED;
    if (!lost && !e.probe()) {
      effect.mayHaveArrived();
    }
    Ask next = e.retryAt() == null ? null : new Ask(e.probe(), e.attempt() + 1, e.retryAt());
    return effect.ask(next);
  }

  private static EffectChange silence(Saga saga, EffectChange effect, DeadlinePassed e) {
    Effect before = Objects.requireNonNull(saga.effect(e.effect()));
    check(e.rung() == Rung.UNKNOWN || e.rung() == before.rung(), saga, e); // silence says no more
    return effect.rung(e.rung(), before.depth(), e.at()).until(null).ask(null);
  }

  private static EffectChange again(Saga saga, EffectChange effect, RetryRequested e) {
    Asserted.mayBeSentAgain(saga, e);
    Effect before = Objects.requireNonNull(saga.effect(e.effect()));
    Ask ask = new Ask(false, before.sends() + 1, e.sendAt());
    return effect.countRetry().until(e.until()).ask(Own.isAwaited(before.to()) ? null : ask);
  }

  private static SagaChange diverged(SagaChange change, Diverged e) {
    EffectKey about = e.effect();
    if (about == null && e.kind() == DivergenceKind.OVERDUE) {
      change.noDeadline(); // a group has its own
    }
    if (about != null && e.kind() == DivergenceKind.UNEXPECTED) {
      boolean bad = e.reaction() != Reaction.CONTINUE; // that takes it as it is
      change.effect(about, effect -> effect.unexpected(bad));
    }
    if (about != null && e.kind() == DivergenceKind.REVERTED) {
      change.effect(about, EffectChange::changed);
    }
    Integer measure = e.measure();
    if (about != null && measure != null) {
      change.effect(about, effect -> effect.reacted(e.kind(), measure, e.at()));
    }
    return change.diverged(
        new Divergence(e.effect(), e.kind(), e.expected(), e.observed(), e.reaction(), e.at()));
  }

  private static SagaChange held(SagaChange change, ReactionHeld e) {
    EffectKey about = e.effect();
    if (about == null && e.kind() == DivergenceKind.OVERDUE) {
      change.noDeadline(); // a group has its own
    }
    if (about != null && e.kind() == DivergenceKind.UNEXPECTED) {
      change.effect(about, effect -> effect.unexpected(true));
    }
    return change.waits(new Saga.Waiting(about, e.kind(), e.expected(), e.observed()));
  }

  private static SagaChange opened(Saga saga, SagaChange change, QuestionOpened e) {
    check(e.question() == saga.asked() + 1, saga, e);
    return change.open(
        new Question(e.question(), e.place(), e.effect(), e.kind(), e.why(), e.choices(), e.at()));
  }

  private static SagaChange answered(Saga saga, SagaChange change, QuestionAnswered e) {
    change.close(e.question());
    EffectKey about = Objects.requireNonNull(saga.questions().get(e.question())).effect();
    return about == null ? change : change.effect(about, effect -> settle(effect, about, e));
  }

  private static EffectChange settle(EffectChange effect, EffectKey about, QuestionAnswered e) {
    if (e.choice() == Choice.HAPPENED) {
      effect.rung(Rung.FINAL, 0, e.at()).until(null).ask(null).unexpected(false);
      effect.outcome(about.isAction() ? null : CompensationOutcome.UNDONE);
      return e.result() == null ? effect : effect.result(e.result());
    }
    if (e.choice() == Choice.DID_NOT_HAPPEN) {
      return effect.rung(Rung.VOID, 0, e.at()).until(null).ask(null).reason(e.reason());
    }
    return e.choice() == Choice.ACCEPT ? effect.unexpected(false) : effect;
  }

  private static SagaChange reopened(Saga saga, SagaChange change, SagaReopened e) {
    check(saga.ended() != null, saga, e);
    return change.ended(null, false);
  }

  private static SagaChange ended(Saga saga, SagaChange change, SagaEnded e) {
    Asserted.mayEnd(saga, e);
    Saga.@Nullable Ended end = new Saga.Ended(e.outcome(), e.losses(), e.result(), e.at());
    return change.ended(end, e.outcome() == SagaStatus.COMPLETED);
  }
}
