package io.meanwhile.core.decider;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finality by time: what nothing contradicted for long enough is final, or void. */
final class Ripening {
  private Ripening() {}

  /** How long it takes on this rung; null where time makes nothing final. */
  static @Nullable Duration time(Call call, Rung rung) {
    return rung == Rung.CONFIRMED || rung == Rung.REFUSED ? call.confirm().after() : null;
  }

  /** Another result contradicts the one before: the time begins anew. */
  static boolean anew(Effect before, Observation seen, Ladder ladder) {
    return ladder.agreement() != null
        ? ladder.agreement().taken() != null
        : seen.result() != null && !Objects.equals(seen.result(), before.result());
  }

  /** Takes the end of a wait for the moment of finality, if it is; true when it was about that. */
  static boolean passed(Turn turn, Effect effect) {
    EffectKey key = effect.key();
    Duration time = time(turn.call(key), effect.rung());
    if (time == null) {
      return false;
    }
    Instant ripe = effect.rungSince().plus(time);
    if (ripe.isAfter(turn.at)) {
      turn.emit(new SagaEvent.WaitExtended(turn.at, key, ripe));
    } else {
      Rung rung = effect.rung() == Rung.CONFIRMED ? Rung.FINAL : Rung.VOID;
      turn.emit(new SagaEvent.FinalityReached(turn.at, key, rung));
      Aftermath.ripened(turn, effect, time);
    }
    return true;
  }

  /** The end of a new wait, which never makes anything final sooner. */
  static Instant end(Turn turn, EffectKey key, Instant from) {
    Call call = turn.call(key);
    Instant end = from.plus(call.deadline());
    Effect effect = turn.effect(key);
    boolean later =
        time(call, effect.rung()) != null && effect.until() != null && effect.until().isAfter(end);
    return later ? Objects.requireNonNull(effect.until()) : end;
  }
}
