package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.definition;
import static io.meanwhile.core.checker.Examples.observed;
import static io.meanwhile.core.checker.Examples.step;
import static io.meanwhile.core.checker.Tampered.asked;
import static io.meanwhile.core.checker.Tampered.by;
import static io.meanwhile.core.checker.Tampered.each;
import static io.meanwhile.core.checker.Tampered.without;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bugs in who is believed, where several observers report. */
final class VoicePlants {
  private static final List<String> THREE = List.of("a", "x", "y");
  private static final Finality.Quorum TWO_OF_THREE =
      new Finality.Quorum(2, THREE, null, new Finality.Reply());
  private static final Definition WATCHED =
      definition(step("a", observed(call("a/do"), TWO_OF_THREE), call("a/undo")));

  /** The same, valid for two minutes; who is asked where it is is one of the three. */
  private static final Definition LIMITED =
      definition(
          step(
              "a",
              observed(call("a/do", 0, true, null), TWO_OF_THREE).valid(Duration.ofMinutes(2)),
              call("a/undo")));

  private VoicePlants() {}

  static void add(Plants plants) {
    plants.put(
        "a quorum by arrival: reports are counted, not observers", new ByArrival(), WATCHED, 0);
    plants.put(
        "older word of one of several overtakes its newer one",
        asked(Fold::fold, UnaryOperator.identity()),
        WATCHED,
        0);
    plants.put(
        "a dissenter moves what a quorum holds",
        each(e ->
            e instanceof ObservationRecorded o && o.meaning() == Meaning.DISSENTING
                ? WordPlants.moved(o, Rung.REVERTED)
                : e),
        WATCHED,
        0);
    plants.put(
        "that an observer contradicts the quorum is not told",
        without(e -> e instanceof SagaEvent.Diverged d && d.kind() == DivergenceKind.DISPUTED),
        WATCHED,
        1);
    quorums(plants);
  }

  private static void quorums(Plants plants) {
    plants.put(
        "one voice of several is enough",
        by(d -> Rewritten.everywhere(d, new Finality.Quorum(1, List.of("a"), null, reply()))),
        WATCHED,
        0);
    plants.put(
        "results that differ are taken for the same",
        by(d ->
            Rewritten.everywhere(
                d, new Finality.Quorum(2, THREE, Expression.compile("1 < 2"), reply()))),
        WATCHED,
        1);
    plants.put(
        "the newest word of anybody wins",
        each(e ->
            e instanceof ObservationRecorded o && o.observation().status() == Report.FINAL
                ? WordPlants.moved(o, Rung.FINAL)
                : e),
        WATCHED,
        0);
    plants.put(
        "too few who refuse are enough",
        each(e ->
            e instanceof ObservationRecorded o && o.observation().status() == Report.REFUSED
                ? WordPlants.moved(o, Rung.VOID)
                : e),
        WATCHED,
        0);
    limits(plants);
  }

  /** Past its limit of validity no trace of it is a refusal: of a quorum, and not before. */
  private static void limits(Plants plants) {
    plants.put(
        "one of several who finds no trace past its validity is enough",
        each(e ->
            e instanceof ObservationRecorded o && o.expired() != null
                ? WordPlants.moved(o, Rung.VOID)
                : e),
        LIMITED,
        0);
    plants.put(
        "that several find no trace past its validity is forgotten",
        each(e ->
            e instanceof ObservationRecorded o && o.expired() != null && o.rung() == Rung.VOID
                ? WordPlants.moved(o, Rung.REQUESTED)
                : e),
        LIMITED,
        0);
    plants.put(
        "no trace of it is a refusal before its validity is over",
        each(e ->
            e instanceof ObservationRecorded o
                    && o.observation().status() == Report.UNKNOWN
                    && o.expired() == null
                ? WordPlants.moved(o, Rung.VOID)
                : e),
        LIMITED,
        0);
  }

  private static Finality reply() {
    return new Finality.Reply();
  }

  /** Takes the second report of an observer for that of somebody who was not heard yet. */
  private static final class ByArrival implements Rules {
    @Override
    public Decision decide(Definition definition, Saga saga, SagaCommand command) {
      if (!(command instanceof SagaCommand.Observe o) || !isAgain(saga, o.observation())) {
        return PRODUCTION.decide(definition, saga, command);
      }
      Observation said = o.observation();
      Observation other = by(said, silent(saga, said));
      Decision decision =
          PRODUCTION.decide(definition, saga, new SagaCommand.Observe(o.at(), other, o.answers()));
      return decision instanceof Decision.Events events
          ? new Decision.Events(
              events.events().stream()
                  .map(e -> e instanceof ObservationRecorded r ? recorded(r, said) : e)
                  .toList())
          : decision;
    }

    private static boolean isAgain(Saga saga, Observation said) {
      Effect effect = saga.effect(said.effect());
      return effect != null
          && effect.voices().stream().anyMatch(v -> v.observer().equals(said.observer()))
          && effect.voices().size() < THREE.size();
    }

    private static String silent(Saga saga, Observation said) {
      Effect effect = java.util.Objects.requireNonNull(saga.effect(said.effect()));
      return THREE.stream()
          .filter(name -> effect.voices().stream().noneMatch(v -> v.observer().equals(name)))
          .findFirst()
          .orElseThrow();
    }

    private static SagaEvent recorded(ObservationRecorded r, Observation said) {
      return new ObservationRecorded(
          r.at(),
          said,
          r.meaning(),
          r.rung(),
          r.depth(),
          r.until(),
          r.outcome(),
          r.answered(),
          r.agreement(),
          r.expired());
    }

    private static Observation by(Observation o, String observer) {
      return new Observation(
          o.effect(),
          observer,
          o.id(),
          o.status(),
          o.depth(),
          o.result(),
          o.reason(),
          o.outcome(),
          o.occurredAt(),
          o.seenAt());
    }

    @Override
    public Saga evolve(Saga saga, SagaEvent event) {
      return PRODUCTION.evolve(saga, event);
    }
  }
}
