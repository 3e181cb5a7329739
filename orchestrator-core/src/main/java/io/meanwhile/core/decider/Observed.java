package io.meanwhile.core.decider;

import io.meanwhile.core.model.Agreement;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent.FinalityReached;
import io.meanwhile.core.model.SagaEvent.ObservationRecorded;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Voice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What observations, and their staying uncontradicted, change in a saga's state. */
final class Observed {
  private static final String NO_TRACE = "No trace of it, and it is not valid any more.";

  private Observed() {}

  static SagaChange recorded(Saga saga, SagaChange change, ObservationRecorded e) {
    Observation seen = e.observation();
    List<Voice> heard = voices(saga, e);
    change.effect(seen.effect(), effect -> changed(effect, e, heard));
    return blocked(saga, change, seen.effect(), e.rung(), e.outcome(), e.at());
  }

  /** A final compensation that blocked its action: that never happens any more. */
  private static SagaChange blocked(
      Saga saga,
      SagaChange change,
      EffectKey undo,
      Rung rung,
      @Nullable CompensationOutcome outcome,
      Instant at) {
    Effect action = undo.isAction() ? null : saga.effect(undo.undone());
    boolean blocked = rung == Rung.FINAL && outcome == CompensationOutcome.BLOCKED;
    if (blocked && action != null && action.stands() != Stands.YES) {
      change.effect(action.key(), x -> x.rung(Rung.VOID, 0, at).until(null).ask(null));
    }
    return change;
  }

  /** What each observer has said now; none where there is only one. */
  private static List<Voice> voices(Saga saga, ObservationRecorded e) {
    Effect before = saga.effect(e.observation().effect());
    return e.agreement() == null || before == null
        ? List.of()
        : Voices.with(before.voices(), means(e), e.at());
  }

  /** No trace of what is not valid any more is a refusal. */
  private static Observation means(ObservationRecorded e) {
    return e.expired() == null ? e.observation() : asRefusal(e.observation());
  }

  static SagaChange ripened(Saga saga, SagaChange change, FinalityReached e) {
    Effect before = saga.effect(e.effect());
    if (before == null) {
      throw new IllegalStateException("no effect " + e.effect() + " in saga " + saga.id());
    }
    change.effect(e.effect(), x -> x.rung(e.rung(), before.depth(), e.at()).until(null).ask(null));
    return blocked(saga, change, e.effect(), e.rung(), before.outcome(), e.at());
  }

  private static EffectChange changed(
      EffectChange effect, ObservationRecorded e, List<Voice> heard) {
    Observation seen = e.observation();
    effect.saw(seen.fingerprint());
    if (e.answered()) {
      effect.ask(null);
    }
    if (e.agreement() != null) {
      return heard(effect.voices(heard).mayHaveArrived(), e, heard, e.agreement());
    }
    if (e.meaning() != Meaning.MOVED && e.meaning() != Meaning.REPEATED) {
      return effect;
    }
    effect.mayHaveArrived().until(e.until());
    if (seen.seenAt().isBefore(e.at())) { // the observer's own time; without one, arrival counts
      effect.newestSeen(seen.seenAt());
    }
    if (seen.sequence() != null) {
      effect.newestSequence(seen.sequence());
    }
    return e.meaning() == Meaning.MOVED ? moved(effect, e) : effect;
  }

  /** One of several observers spoke: what is believed then may be what another one said. */
  private static EffectChange heard(
      EffectChange effect, ObservationRecorded e, List<Voice> heard, Agreement agreement) {
    if (e.meaning() == Meaning.DISSENTING) {
      return effect;
    }
    effect.until(e.until());
    if (e.meaning() != Meaning.MOVED) {
      return effect;
    }
    Voice taken = agreement.taken() == null ? null : Voices.of(heard, agreement.taken());
    return effect
        .said(e.rung(), taken == null ? null : taken.result(), means(e).reason())
        .rung(e.rung(), e.depth(), e.at())
        .outcome(e.outcome());
  }

  private static EffectChange moved(EffectChange effect, ObservationRecorded e) {
    return effect
        .said(e.rung(), e.observation().result(), means(e).reason())
        .rung(e.rung(), e.depth(), e.at())
        .outcome(e.outcome());
  }

  /** No trace past the limit of validity is a refusal. */
  static Observation asRefusal(Observation seen) {
    return seen.refusing(NO_TRACE);
  }
}
