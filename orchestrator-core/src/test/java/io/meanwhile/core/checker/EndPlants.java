package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Tampered.and;
import static io.meanwhile.core.checker.Tampered.decided;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.has;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Bugs in how a saga ends, or does not. */
final class EndPlants {
  private EndPlants() {}

  static void add(Plants plants) {
    losses(plants);
    ends(plants);
  }

  private static void losses(Plants plants) {
    plants.lossy(
        "a loss is not listed at the end",
        each(e ->
            e instanceof SagaEvent.SagaEnded s
                ? new SagaEvent.SagaEnded(s.at(), s.outcome(), List.of(), s.result())
                : e));
    plants.lossy(
        "what is irreversible is not listed as a loss",
        without(SagaEvent.LossListed.class::isInstance));
    plants.one("the saga never ends", without(SagaEvent.SagaEnded.class::isInstance));
    plants.one(
        "a refusal leads to nothing",
        without(e -> e instanceof SagaEvent.WentBackward || e instanceof SagaEvent.QuestionOpened));
    plants.one(
        "a silent compensation is forgotten",
        without(e ->
            e instanceof SagaEvent.RetryRequested
                || (e instanceof SagaEvent.QuestionOpened q
                    && q.effect() != null
                    && !q.effect().isAction())));
    plants.deep(
        "what was reverted is not waited for", without(e -> e instanceof SagaEvent.WaitExtended));
    plants.chain(
        "the saga is COMPLETED with its first step",
        decided((_, saga, _, events) ->
            saga.ended() == null
                    && !saga.backward()
                    && saga.action("b") == null
                    && has(events, SagaEvent.EffectRequested.class)
                    && saga.started()
                ? and(events, ended(SagaStatus.COMPLETED))
                : events));
  }

  private static void ends(Plants plants) {
    plants.chain(
        "the saga is COMPENSATED while something is owed",
        decided((_, _, _, events) ->
            has(events, SagaEvent.WentBackward.class) && !has(events, SagaEvent.SagaEnded.class)
                ? and(events, ended(SagaStatus.COMPENSATED))
                : events));
    plants.one(
        "the saga ends though an operator is asked",
        decided((_, _, _, events) ->
            has(events, SagaEvent.QuestionOpened.class)
                ? and(events, ended(SagaStatus.COMPENSATED))
                : events));
    plants.deep(
        "an end that is untrue stands",
        decided((_, saga, _, events) ->
            saga.ended() == null
                ? events
                : events.stream()
                    .filter(e -> e instanceof SagaEvent.ObservationRecorded)
                    .toList()));
    AtomicInteger calls = new AtomicInteger();
    plants.one(
        "a decision depends on more than state and command",
        each(e ->
            e instanceof SagaEvent.Diverged d && calls.incrementAndGet() % 2 == 0
                ? new SagaEvent.Diverged(
                    d.at(),
                    d.effect(),
                    d.kind(),
                    d.expected(),
                    d.observed() + calls.get(),
                    Reaction.RECORD)
                : e));
  }

  private static SagaEvent ended(SagaStatus status) {
    return new SagaEvent.SagaEnded(Fold.NOW, status, List.of(), null);
  }
}
