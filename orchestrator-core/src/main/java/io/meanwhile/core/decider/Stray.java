package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Divergence;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;

/**
 * A report about a key that was never requested: somebody acts in this saga's name, or a
 * participant mixes up its keys. It is kept; when it says that something happened, an operator is
 * asked.
 */
final class Stray {
  private static final DivergenceKind KIND = DivergenceKind.STRAY;

  private Stray() {}

  static Decision record(Turn turn, Observation seen) {
    EffectKey key = seen.effect();
    if (!turn.definition.has(key.place())) {
      return turn.refused("unknown-effect", "The saga has no effect " + key + ".");
    }
    String observed = seen.observer() + " reports " + seen.status() + " (report " + seen.id() + ")";
    if (isKnown(turn.saga().divergences(), key, observed)) {
      return new Decision.Events(List.of());
    }
    turn.emit(new SagaEvent.StrayRecorded(turn.at, seen));
    boolean happened = seen.status() == Report.CONFIRMED || seen.status() == Report.FINAL;
    if (happened && turn.saga().ended() != null) {
      turn.emit(new SagaEvent.SagaReopened(turn.at, observed + " about " + key));
    }
    Reaction reaction = happened ? Reaction.PARK : Reaction.RECORD;
    turn.diverged(key, KIND, "a key that was requested", observed, reaction);
    if (happened && !turn.asksAbout(key.place())) {
      String why = observed + " about " + key + ", which was never requested.";
      Parking.open(turn, key.place(), KIND, why);
    }
    return turn.settled();
  }

  private static boolean isKnown(List<Divergence> divergences, EffectKey key, String observed) {
    return divergences.stream()
        .anyMatch(d -> d.kind() == KIND && key.equals(d.effect()) && d.observed().equals(observed));
  }
}
