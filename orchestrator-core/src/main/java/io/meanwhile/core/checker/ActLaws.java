package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model's laws about what people do: it is taken, or refused, and written down. */
final class ActLaws {
  private final Definition definition;

  ActLaws(Definition definition) {
    this.definition = definition;
  }

  @Nullable Wrong cancelled(Saga before, SagaCommand.Cancel cancel, List<SagaEvent> events) {
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

  static @Nullable Wrong paused(Saga before, SagaCommand.Pause pause, List<SagaEvent> events) {
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

  static @Nullable Wrong resumed(
      Saga before, SagaCommand.Resume resume, List<SagaEvent> events, Saga after) {
    if (!after.waiting().isEmpty()) {
      return new Wrong(7, "The pause is over, and what waited for that is forgotten.");
    }
    boolean told =
        before.paused() == null
            || events.stream()
                .anyMatch(e ->
                    e instanceof SagaEvent.SagaResumed r
                        && r.who().equals(resume.who())
                        && r.reason().equals(resume.reason()));
    return told ? null : new Wrong(10, "Who let it go on, and why, is not recorded.");
  }

  /** A step that has not begun is left out when somebody says so; one in flight is not. */
  @Nullable Wrong skipped(Saga before, SagaCommand.Skip skip, List<SagaEvent> events, Saga after) {
    Effect was = before.action(skip.step());
    boolean out = was != null && (was.rung() == Rung.SKIPPED || BeginLaws.without(was));
    boolean forward = before.ended() == null && !before.backward();
    if (events.isEmpty()) {
      return was == null && forward
          ? new Wrong(7, skip.step() + " has not begun, and cannot be skipped.")
          : null;
    }
    boolean inFlight = was != null && !was.givenUp() && !Moves.questioned(before, was);
    if (!forward || out || inFlight) {
      return new Wrong(5, skip.step() + " is skipped although that must be refused.");
    }
    Effect is = after.action(skip.step());
    boolean left = is != null && (is.rung() == Rung.SKIPPED || BeginLaws.without(is));
    if (!left) {
      return new Wrong(7, skip.step() + " was skipped, and that is forgotten.");
    }
    boolean told =
        events.stream()
            .anyMatch(e ->
                e instanceof SagaEvent.SkipRequested s
                    && s.step().equals(skip.step())
                    && s.who().equals(skip.who())
                    && s.reason().equals(skip.reason()));
    return told ? null : new Wrong(10, "Who skipped what, and why, is not recorded.");
  }

  static @Nullable Wrong answered(SagaCommand.AnswerQuestion answer, List<SagaEvent> events) {
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
  static @Nullable Wrong questions(Saga before, List<SagaEvent> events, Saga after) {
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
