package io.meanwhile.core.checker;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import org.jspecify.annotations.Nullable;

/** The model's laws about beginning: what may be asked for, and what must stand by then. */
final class BeginLaws {
  private final Definition definition;
  private final GoalLaws goal;

  BeginLaws(Definition definition) {
    this.definition = definition;
    this.goal = new GoalLaws(definition);
  }

  /** A group that is kept though the goal, or its own group, has what it needs goes on. */
  private static boolean finishes(Saga before, EffectKey key) {
    int dot = key.place().lastIndexOf('.');
    Effect group = dot < 0 ? null : before.action(key.place().substring(0, dot));
    return group != null && group.wanted() && group.rung() != Rung.FINAL;
  }

  @Nullable Wrong action(
      Saga asked, Saga before, SagaCommand command, SagaEvent.EffectRequested e) {
    EffectKey key = e.effect();
    if (before.backward()) {
      return new Wrong(5, key + " begins although the saga goes backward.");
    }
    if (before.ended() != null) {
      return new Wrong(5, key + " begins although the saga has ended.");
    }
    boolean redone = isRedone(asked, command, key);
    if (!redone && before.parked() && !Laws.pivotPassed(definition, before)) {
      return new Wrong(7, key + " begins although a question is open.");
    }
    if (!redone && goal.stands(before) && !finishes(before, key)) {
      return new Wrong(7, key + " begins although the goal is met.");
    }
    Wrong guard = GuardLaws.begun(definition, before, command, key);
    if (guard != null) {
      return guard;
    }
    Wrong superseded = key.isMember() ? ProposalLaws.asked(before, e) : null;
    if (superseded != null) {
      return superseded;
    }
    Wrong member = key.isMember() ? GroupLaws.member(definition, before, e) : null;
    if (member != null) {
      return member;
    }
    Wrong early = key.generation() == 1 ? null : redo(before, key);
    return early != null ? early : Dependencies.wrong(definition, before, e);
  }

  /** An operator, who may be asked more than one thing, has this very step done anew. */
  private static boolean isRedone(Saga asked, SagaCommand command, EffectKey key) {
    Question question =
        command instanceof SagaCommand.AnswerQuestion answer && answer.choice() == Choice.REDO
            ? asked.questions().get(answer.question())
            : null;
    EffectKey about = question == null ? null : question.effect();
    return about != null && about.place().equals(key.place());
  }

  /**
   * Only when the earlier one is VOID or its compensation FINAL; what is awaited leaves nothing.
   */
  private @Nullable Wrong redo(Saga before, EffectKey key) {
    Effect earlier = before.effect(EffectKey.action(key.place(), key.generation() - 1));
    boolean over =
        earlier != null
            && (earlier.rung() == Rung.VOID
                || UndoLaws.compensated(before, earlier)
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
}
