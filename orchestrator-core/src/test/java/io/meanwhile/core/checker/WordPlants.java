package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Tampered.asked;
import static io.meanwhile.core.checker.Tampered.by;
import static io.meanwhile.core.checker.Tampered.decided;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.evolved;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bugs in what is believed. */
final class WordPlants {
  private WordPlants() {}

  static void add(Plants plants) {
    silence(plants);
    word(plants);
  }

  private static void silence(Plants plants) {
    plants.one(
        "silence is taken for a refusal",
        each(e ->
            e instanceof SagaEvent.DeadlinePassed d && d.effect().isAction()
                ? new SagaEvent.DeadlinePassed(d.at(), d.effect(), Rung.VOID)
                : e));
    plants.one(
        "silence is taken for success",
        each(e ->
            e instanceof SagaEvent.DeadlinePassed d && d.effect().isAction()
                ? new SagaEvent.DeadlinePassed(d.at(), d.effect(), Rung.FINAL)
                : e));
    plants.deep(
        "a probe that finds no trace is taken for a refusal",
        each(e -> said(e, Report.UNKNOWN) ? moved((ObservationRecorded) e, Rung.VOID) : e));
    plants.one(
        "word is matched by step instead of key",
        decided((_, saga, _, events) ->
            events.stream()
                .map(e ->
                    e instanceof ObservationRecorded o
                            && saga.compensation(o.observation().effect()) != null
                        ? about(o, EffectKey.compensation(o.observation().effect(), 1))
                        : e)
                .toList()));
    plants.one(
        "the same word is stored twice",
        evolved((_, e, after) -> e instanceof ObservationRecorded ? Fold.fold(after) : after));
    plants.one("older word counts", asked(Fold::fold, UnaryOperator.identity()));
    plants.one(
        "word after the end is dropped",
        decided((_, saga, command, events) ->
            saga.ended() != null && command instanceof SagaCommand.Observe ? List.of() : events));
  }

  private static void word(Plants plants) {
    plants.one(
        "word after the end is written down, and nothing follows",
        decided((_, saga, _, events) ->
            saga.ended() != null
                ? events.stream().filter(ObservationRecorded.class::isInstance).toList()
                : events));
    plants.one("that a given-up action stands is not told", without(kind(DivergenceKind.LATE)));
    plants.broken("that a final effect is gone is not told", without(kind(DivergenceKind.BROKEN)));
    plants.broken("a contradiction is not told", without(kind(DivergenceKind.DISPUTED)));
    plants.broken(
        "the last word wins over what is final",
        each(e ->
            e instanceof ObservationRecorded o && o.meaning() == Meaning.CONTRADICTING
                ? moved(o, Rung.VOID)
                : e));
    plants.broken(
        "somebody whom the step does not name is believed",
        each(e ->
            e instanceof ObservationRecorded o && o.meaning() == Meaning.UNNAMED
                ? moved(o, Rung.VOID)
                : e));
    plants.deep("one confirmation is enough", by(WordPlants::replies));
    plants.deep(
        "a result that was not expected is taken", without(kind(DivergenceKind.UNEXPECTED)));
  }

  private static java.util.function.Predicate<SagaEvent> kind(DivergenceKind kind) {
    return e -> e instanceof SagaEvent.Diverged d && d.kind() == kind;
  }

  private static boolean said(SagaEvent e, Report report) {
    return e instanceof ObservationRecorded o && o.observation().status() == report;
  }

  static ObservationRecorded moved(ObservationRecorded o, Rung rung) {
    return new ObservationRecorded(
        o.at(),
        o.observation(),
        Meaning.MOVED,
        rung,
        o.depth(),
        null,
        o.outcome(),
        o.answered(),
        o.agreement(),
        o.expired());
  }

  private static ObservationRecorded about(ObservationRecorded o, EffectKey key) {
    Observation s = o.observation();
    Observation other =
        new Observation(
            key,
            s.observer(),
            s.id(),
            s.status(),
            s.depth(),
            s.result(),
            s.reason(),
            s.outcome(),
            s.occurredAt(),
            s.seenAt(),
            s.sequence());
    return new ObservationRecorded(
        o.at(),
        other,
        o.meaning(),
        o.rung(),
        o.depth(),
        o.until(),
        o.outcome(),
        o.answered(),
        o.agreement(),
        o.expired());
  }

  private static Definition replies(Definition d) {
    return Rewritten.finality(d, new Finality.Depth(1));
  }
}
