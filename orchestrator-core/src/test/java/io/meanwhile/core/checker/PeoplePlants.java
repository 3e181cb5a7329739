package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Tampered.and;
import static io.meanwhile.core.checker.Tampered.asked;
import static io.meanwhile.core.checker.Tampered.decided;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.has;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bugs in what people and clocks do. */
final class PeoplePlants {
  private PeoplePlants() {}

  static void add(Plants plants) {
    cancels(plants);
    answers(plants);
    clocks(plants);
    pauses(plants);
  }

  private static void pauses(Plants plants) {
    plants.one(
        "a reaction waits though nothing is paused",
        each(e ->
            e instanceof SagaEvent.Diverged d
                ? new SagaEvent.ReactionHeld(
                    d.at(), d.effect(), d.kind(), d.expected(), d.observed())
                : e));
    plants.broken(
        "a step begins though the saga is paused",
        decided((_, saga, _, events) ->
            saga.paused() != null && saga.action("b") == null && saga.ended() == null
                ? and(events, OrderPlants.request(EffectKey.action("b", 1)))
                : events));
    plants.broken(
        "what waited for the end of a pause is forgotten",
        decided((_, _, command, events) ->
            command instanceof SagaCommand.Resume
                ? events.stream().filter(SagaEvent.SagaResumed.class::isInstance).toList()
                : events));
  }

  private static void cancels(Plants plants) {
    plants.past("a cancel is taken past the pivot", new CancelsAnyway());
    plants.past(
        "the saga goes backward while its pivot is in flight",
        each(e ->
            e instanceof SagaEvent.BackwardHeld h
                ? new SagaEvent.WentBackward(h.at(), h.why())
                : e));
    plants.past(
        "a cancel that is held is forgotten", without(SagaEvent.BackwardHeld.class::isInstance));
    plants.past(
        "what was held is never released",
        decided((_, saga, _, events) ->
            saga.held() == null
                ? events
                : events.stream().filter(e -> !(e instanceof SagaEvent.WentBackward)).toList()));
    plants.one(
        "a cancel does nothing",
        decided(
            (_, _, command, events) -> command instanceof SagaCommand.Cancel ? List.of() : events));
    plants.one(
        "who cancelled is not written down",
        each(e ->
            e instanceof SagaEvent.CancelRequested c
                ? new SagaEvent.CancelRequested(c.at(), "", c.reason())
                : e));
    plants.one(
        "why an operator answered is not written down",
        each(e ->
            e instanceof SagaEvent.QuestionAnswered a
                ? new SagaEvent.QuestionAnswered(
                    a.at(), a.question(), a.choice(), a.who(), "", a.result(), null, null)
                : e));
  }

  private static void answers(Plants plants) {
    plants.one(
        "an answer is not taken",
        decided((_, _, command, events) ->
            command instanceof SagaCommand.AnswerQuestion ? List.of() : events));
    plants.broken(
        "a question about what is broken is dropped on going backward",
        decided((_, saga, _, events) ->
            has(events, SagaEvent.WentBackward.class)
                ? and(events, closed(saga, DivergenceKind.BROKEN))
                : events));
    plants.one(
        "an operator is asked without a reason",
        each(e ->
            e instanceof SagaEvent.QuestionOpened q
                ? new SagaEvent.QuestionOpened(
                    q.at(), q.question(), q.place(), q.effect(), q.kind(), "", q.choices())
                : e));
    plants.one(
        "a deadline passes early",
        asked(
            UnaryOperator.identity(),
            command ->
                command instanceof SagaCommand.PassTime
                    ? new SagaCommand.PassTime(Fold.LATER)
                    : command));
    plants.one(
        "a deadline is lost",
        decided((_, _, command, events) ->
            command instanceof SagaCommand.PassTime ? List.of() : events));
  }

  private static void clocks(Plants plants) {
    plants.put(
        "the saga's deadline is lost",
        without(e -> e instanceof SagaEvent.Diverged d && d.kind() == DivergenceKind.OVERDUE),
        Examples.definition(
            java.time.Duration.ofHours(1),
            io.meanwhile.core.model.Completion.ALL_FINAL,
            Examples.step("a")),
        0);
  }

  private static SagaEvent[] closed(Saga saga, DivergenceKind kind) {
    List<SagaEvent> closed = new ArrayList<>();
    for (Question question : saga.questions().values()) {
      if (question.kind() == kind) {
        closed.add(new SagaEvent.QuestionClosed(Fold.NOW, question.id(), "planted"));
      }
    }
    return closed.toArray(SagaEvent[]::new);
  }

  /** Does what must be refused. */
  private static final class CancelsAnyway implements Rules {
    @Override
    public Decision decide(Definition definition, Saga saga, SagaCommand command) {
      Decision decision = PRODUCTION.decide(definition, saga, command);
      return decision instanceof Decision.Refused && command instanceof SagaCommand.Cancel c
          ? new Decision.Events(
              List.of(
                  new SagaEvent.CancelRequested(c.at(), c.who(), c.reason()),
                  new SagaEvent.WentBackward(c.at(), c.reason())))
          : decision;
    }

    @Override
    public Saga evolve(Saga saga, SagaEvent event) {
      return PRODUCTION.evolve(saga, event);
    }
  }
}
