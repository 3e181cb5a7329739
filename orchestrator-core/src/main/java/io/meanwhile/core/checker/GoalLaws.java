package io.meanwhile.core.checker;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Divergence;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model's law about completion: what the goal asks for stands, and what was lost is listed. */
record GoalLaws(Definition definition) {

  /** True when all that the goal asks for stands, at its level. */
  boolean stands(Saga saga) {
    return switch (definition.complete().goal()) {
      case Goal.All _ -> definition.steps().stream().allMatch(step -> isDone(saga, step));
      case Goal.Any _ -> count(saga, definition.stepNames()) >= 1;
      case Goal.AtLeast least -> count(saga, least.of()) >= least.count();
      case Goal.Holds holds -> holds(saga, holds.expression());
    };
  }

  /** Where all are asked for, those that are left out satisfy. */
  private boolean isDone(Saga saga, Step step) {
    Effect effect = saga.action(step.name());
    boolean out = effect != null && (effect.rung() == Rung.SKIPPED || BeginLaws.without(effect));
    return out || counts(effect);
  }

  private long count(Saga saga, Collection<String> steps) {
    return steps.stream().filter(step -> counts(saga.action(step))).count();
  }

  private boolean counts(@Nullable Effect effect) {
    return effect != null
        && (effect.rung() == Rung.FINAL
            || (effect.rung() == Rung.CONFIRMED
                && definition.complete().level() == Level.CONFIRMED))
        && !effect.givenUp()
        && !effect.unexpected();
  }

  /** What counts is all that the expression may see. */
  private boolean holds(Saga saga, Expression goal) {
    Map<String, Map<String, @Nullable Object>> steps = new LinkedHashMap<>();
    for (String name : goal.stepsRead()) {
      Effect read = saga.action(name);
      if (read != null && counts(read)) {
        steps.put(name, Collections.singletonMap("result", read.result()));
      }
    }
    try {
      return goal.holds(Scope.of(saga.input(), steps, Map.of("id", saga.id())));
    } catch (ExpressionException notYet) {
      return false;
    }
  }

  /**
   * The law that an end breaks.
   *
   * @param asked the state in which the command was decided
   */
  @Nullable Wrong ended(Saga asked, Saga before, SagaCommand command, SagaEvent.SagaEnded e) {
    if (e.outcome() != SagaStatus.COMPLETED) {
      return null;
    }
    boolean accepted = isAccepted(asked, before, command);
    if (!stands(before) && !accepted) {
      return new Wrong(7, "It is COMPLETED although its goal does not stand.");
    }
    for (Step step : definition.steps()) {
      Effect effect = before.action(step.name());
      boolean fine = effect != null && (effect.rung() == Rung.SKIPPED || isKept(effect));
      if (effect == null && accepted) {
        continue; // nothing could begin any more
      }
      if (effect == null) {
        return new Wrong(7, "It is COMPLETED although " + step.name() + " is still to begin.");
      }
      if (!fine && !effect.isGroup() && !e.losses().contains(effect.key())) {
        return new Wrong(5, effect.key() + " is lost, and the end does not list it.");
      }
    }
    return null;
  }

  private boolean isKept(Effect effect) {
    return counts(effect) && !effect.loss();
  }

  /** An operator took what stood for enough. */
  private static boolean isAccepted(Saga asked, Saga before, SagaCommand command) {
    Question question =
        command instanceof SagaCommand.AnswerQuestion answer && answer.choice() == Choice.ACCEPT
            ? asked.questions().get(answer.question())
            : null;
    boolean answered = question != null && question.kind() == DivergenceKind.UNMET;
    return answered || before.divergences().stream().anyMatch(GoalLaws::goesOn);
  }

  /** The definition itself says that the saga goes on then. */
  private static boolean goesOn(Divergence divergence) {
    return divergence.kind() == DivergenceKind.UNMET && divergence.reaction() == Reaction.CONTINUE;
  }

  /** An end that is not true any more is none. */
  @Nullable Wrong reopens(Saga before, Saga after) {
    boolean untrue =
        before.ended() != null
            && before.ended().outcome() == SagaStatus.COMPLETED
            && after.ended() != null
            && stands(before)
            && !stands(after);
    return untrue ? new Wrong(7, "It stays COMPLETED although its goal fell.") : null;
  }
}
