package io.meanwhile.core.checker;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The model's laws about whole decisions: what a command must lead to, and what it must not. */
final class DecisionLaws {
  private final Definition definition;

  DecisionLaws(Definition definition) {
    this.definition = definition;
  }

  @Nullable Wrong check(Saga before, SagaCommand command, Decision decision, Saga after) {
    List<SagaEvent> events = decision instanceof Decision.Events e ? e.events() : List.of();
    Wrong wrong =
        switch (command) {
          case SagaCommand.Observe observe -> observed(before, observe, events, after);
          case SagaCommand.PassTime _ -> TimeLaws.time(before, events);
          case SagaCommand.Cancel cancel -> cancelled(before, cancel, events);
          case SagaCommand.AnswerQuestion answer -> answered(answer, events);
          case SagaCommand.Pause pause -> paused(before, pause, events);
          case SagaCommand.Resume resume -> resumed(before, resume, events);
          case SagaCommand.Start _, SagaCommand.ReportFailure _, SagaCommand.Skip _ -> null;
          case SagaCommand.Tell _, SagaCommand.Decide _, SagaCommand.Undo _ -> null;
        };
    return wrong != null ? wrong : questions(before, events, after);
  }

  private @Nullable Wrong observed(
      Saga before, SagaCommand.Observe command, List<SagaEvent> events, Saga after) {
    Observation said = command.observation();
    EffectKey key = said.effect();
    if (before.effect(key) == null) {
      return events.stream().anyMatch(SagaEvent.StrayRecorded.class::isInstance)
          ? null
          : new Wrong(4, "Word about " + key + ", which was never requested, is not recorded.");
    }
    if (events.isEmpty() && Moves.isAwaited(Objects.requireNonNull(before.effect(key)))) {
      return null; // nobody's word is wanted any more
    }
    boolean recorded =
        !events.isEmpty()
            && events.getFirst() instanceof SagaEvent.ObservationRecorded e
            && e.observation().effect().equals(key)
            && e.observation().status() == said.status()
            && e.observation().observer().equals(said.observer());
    if (!recorded) {
      return new Wrong(4, "The word " + said.status() + " about " + key + " is not recorded.");
    }
    Effect was = before.effect(key);
    Effect is = after.effect(key);
    if (was == null || is == null) {
      return new Wrong(3, key + " is lost.");
    }
    Wrong elsewhere = Neighbours.moved(before, key, is, after);
    if (elsewhere != null) {
      return elsewhere;
    }
    boolean stranger = !said.observer().equals(was.to().participant());
    boolean nothing = said.status() == Report.UNKNOWN && !was.expired(); // past it, a refusal
    if ((stranger || nothing) && was.rung() != is.rung()) {
      return new Wrong(4, said.status() + " by " + said.observer() + " moves " + key + ".");
    }
    Wrong hasty = hasty(events, said, was, is);
    return hasty != null ? hasty : settledStays(events, said, was, is);
  }

  /**
   * Final only with as many confirmations as are wanted; a result that was not expected is told.
   */
  private @Nullable Wrong hasty(List<SagaEvent> events, Observation said, Effect was, Effect is) {
    Step step = definition.step(said.effect().place());
    Call call = said.effect().isAction() ? step.action() : step.undo();
    if (call == null) {
      return new Wrong(5, said.effect() + " has nothing that could be asked.");
    }
    boolean over = is.rung() == Rung.FINAL || is.rung() == Rung.VOID;
    boolean few = said.depth() != null && said.depth() < call.confirm().wanted();
    if (over && few && was.rung() != is.rung()) {
      return new Wrong(4, said.effect() + " is " + is.rung() + " with too few confirmations.");
    }
    boolean bad =
        call.expect() != null
            && Outside.UNEXPECTED.equals(is.result())
            && !Outside.UNEXPECTED.equals(was.result())
            && is.stands() == Stands.YES
            && !was.givenUp();
    return bad
            && !diverged(events, DivergenceKind.UNEXPECTED)
            && !diverged(events, DivergenceKind.REVERTED)
        ? new Wrong(4, "A result that was not expected of " + said.effect() + " is taken.")
        : null;
  }

  /** One accepted resolution at a time; what contradicts it is shown. */
  private static @Nullable Wrong settledStays(
      List<SagaEvent> events, Observation said, Effect was, Effect is) {
    boolean broken = diverged(events, DivergenceKind.BROKEN);
    boolean left = was.rung() != is.rung() && (was.rung() == Rung.FINAL || was.rung() == Rung.VOID);
    if (left && !broken) {
      return new Wrong(
          4,
          said.effect() + " was " + was.rung() + " and is " + is.rung() + ", and nobody is told.");
    }
    boolean stood = said.status() == Report.FINAL || said.status() == Report.CONFIRMED;
    boolean shown = broken || diverged(events, DivergenceKind.DISPUTED);
    boolean denies =
        was.rung() == Rung.FINAL
            && (said.status() == Report.REFUSED || said.status() == Report.REVERTED);
    if ((denies || (stood && was.rung() == Rung.VOID)) && !shown) {
      return new Wrong(
          4,
          said.status()
              + " contradicts "
              + was.rung()
              + " of "
              + said.effect()
              + ", and nobody is told.");
    }
    boolean rises = was.stands() != Stands.YES && is.stands() == Stands.YES;
    boolean late = rises && was.givenUp() && is.key().isAction();
    if (late && !broken && !diverged(events, DivergenceKind.LATE)) {
      return new Wrong(4, said.effect() + " stands although given up, and nobody is told.");
    }
    return null;
  }

  /** It is told; while the saga is paused the reaction to it waits. */
  static boolean diverged(List<SagaEvent> events, DivergenceKind kind) {
    return events.stream()
        .anyMatch(event ->
            (event instanceof SagaEvent.Diverged d && d.kind() == kind)
                || (event instanceof SagaEvent.ReactionHeld held && held.kind() == kind));
  }

  private @Nullable Wrong cancelled(
      Saga before, SagaCommand.Cancel cancel, List<SagaEvent> events) {
    if (events.isEmpty()) {
      boolean possible = !before.backward() && before.ended() == null && before.held() == null;
      return possible && !Laws.pivotPassed(definition, before)
          ? new Wrong(7, "A cancel before the pivot does nothing.")
          : null;
    }
    if (before.ended() != null || Laws.pivotPassed(definition, before)) {
      return new Wrong(5, "A cancel is taken although it must be refused.");
    }
    boolean turns =
        events.stream()
            .anyMatch(
                e -> e instanceof SagaEvent.WentBackward || e instanceof SagaEvent.BackwardHeld);
    if (!turns && before.held() == null) {
      return new Wrong(7, "A cancel is taken and forgotten.");
    }
    boolean told =
        events.stream()
            .anyMatch(e ->
                e instanceof SagaEvent.CancelRequested c
                    && c.who().equals(cancel.who())
                    && c.reason().equals(cancel.reason()));
    return told ? null : new Wrong(10, "Who cancelled, and why, is not recorded.");
  }

  private static @Nullable Wrong paused(
      Saga before, SagaCommand.Pause pause, List<SagaEvent> events) {
    boolean told =
        before.ended() != null
            || before.paused() != null
            || events.stream()
                .anyMatch(e ->
                    e instanceof SagaEvent.SagaPaused p
                        && p.who().equals(pause.who())
                        && p.reason().equals(pause.reason()));
    return told ? null : new Wrong(10, "Who paused, and why, is not recorded.");
  }

  private static @Nullable Wrong resumed(
      Saga before, SagaCommand.Resume resume, List<SagaEvent> events) {
    boolean told =
        before.paused() == null
            || events.stream()
                .anyMatch(e ->
                    e instanceof SagaEvent.SagaResumed r
                        && r.who().equals(resume.who())
                        && r.reason().equals(resume.reason()));
    return told ? null : new Wrong(10, "Who let it go on, and why, is not recorded.");
  }

  private static @Nullable Wrong answered(
      SagaCommand.AnswerQuestion answer, List<SagaEvent> events) {
    if (events.isEmpty()) {
      return new Wrong(7, "An answer that is offered, " + answer.choice() + ", is not taken.");
    }
    boolean told =
        events.stream()
            .anyMatch(e ->
                e instanceof SagaEvent.QuestionAnswered a
                    && a.question() == answer.question()
                    && a.choice() == answer.choice()
                    && a.who().equals(answer.who())
                    && a.reason().equals(answer.reason()));
    return told ? null : new Wrong(10, "Who answered what, and why, is not recorded.");
  }

  /** What is broken, or a compensation that is asked about, stays a question until answered. */
  private static @Nullable Wrong questions(Saga before, List<SagaEvent> events, Saga after) {
    for (Question question : before.questions().values()) {
      EffectKey about = question.effect();
      boolean lasting = about != null && question.kind() == DivergenceKind.BROKEN;
      boolean dropped = lasting && !after.questions().containsKey(question.id());
      if (dropped
          && !isAnswered(events, question)
          && !Moves.questioned(after, effect(after, about))) {
        return new Wrong(7, "The question about " + about + " is dropped unanswered.");
      }
    }
    return droppedOnTurning(before, events);
  }

  private static @Nullable Wrong droppedOnTurning(Saga before, List<SagaEvent> events) {
    boolean turned = false;
    for (SagaEvent event : events) {
      turned |= event instanceof SagaEvent.WentBackward;
      Question closed =
          turned && event instanceof SagaEvent.QuestionClosed c
              ? before.questions().get(c.question())
              : null;
      EffectKey about = closed == null ? null : closed.effect();
      if (about != null && !about.isAction()) {
        return new Wrong(7, "The question about " + about + " is dropped on going backward.");
      }
    }
    return null;
  }

  private static Effect effect(Saga saga, @Nullable EffectKey key) {
    Effect effect = key == null ? null : saga.effect(key);
    if (effect == null) {
      throw new IllegalStateException("no effect " + key);
    }
    return effect;
  }

  private static boolean isAnswered(List<SagaEvent> events, Question question) {
    return events.stream()
        .anyMatch(e -> e instanceof SagaEvent.QuestionAnswered a && a.question() == question.id());
  }
}
