package io.meanwhile.core.decider;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reacting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the lists of reactions that a definition gives in place of the defaults. A reaction that
 * brings nothing is repeated within its bounds, then the next one is taken; after the last the saga
 * parks.
 */
final class Policy {
  private Policy() {}

  /** True when the definition has a list for this, and it was followed. */
  static boolean react(
      Turn turn, EffectKey key, DivergenceKind kind, String expected, String observed) {
    Call call = turn.call(key);
    if (call.onDivergence().isEmpty()) {
      return false; // most of them
    }
    Reacting before = turn.effect(key).reacting();
    DivergenceKind followed = followed(before, kind);
    List<Measure> list = call.onDivergence().get(followed);
    if (list == null) {
      return false;
    }
    int next = next(turn, turn.effect(key), followed, list);
    Measures taken = new Measures(turn, key, followed, expected, observed, next);
    if (next == list.size()) {
      taken.park("Nothing more is to be tried. " + observed);
    } else {
      taken.take(list.get(next));
    }
    return true;
  }

  /** True when a list is being followed for this effect. */
  static boolean follows(Turn turn, EffectKey key) {
    Reacting now = turn.effect(key).reacting();
    return now != null && now.kind() != null;
  }

  /** Silence while a list is followed means that its present entry has brought nothing. */
  private static DivergenceKind followed(@Nullable Reacting before, DivergenceKind kind) {
    boolean silence = kind == DivergenceKind.UNKNOWN || kind == DivergenceKind.UNAVAILABLE;
    return before != null && before.kind() != null && silence ? before.kind() : kind;
  }

  private static int next(Turn turn, Effect effect, DivergenceKind kind, List<Measure> list) {
    Reacting before = effect.reacting();
    if (before == null) {
      return firstThatMay(effect, list, 0);
    }
    if (before.all() >= Measure.MOST) {
      return list.size();
    }
    if (before.kind() != kind) {
      return firstThatMay(effect, list, 0);
    }
    int now = before.measure();
    boolean more = now < list.size() && !isSpent(effect, list.get(now), before, turn.at);
    return more ? now : firstThatMay(effect, list, Math.min(now + 1, list.size()));
  }

  private static boolean isSpent(Effect effect, Measure measure, Reacting before, Instant now) {
    boolean over = measure.within() != null && !now.isBefore(before.since().plus(measure.within()));
    return switch (measure.reaction()) {
      case RETRY, PROBE -> before.times() >= measure.times() || over;
      case WAIT -> true;
      case REDO -> isDoneOften(effect, measure);
      case UNDO, COMPENSATE, CONTINUE, PARK, RECORD -> false;
    };
  }

  private static int firstThatMay(Effect effect, List<Measure> list, int from) {
    int i = from;
    while (i < list.size() && isDoneOften(effect, list.get(i))) {
      i++;
    }
    return i;
  }

  /** Each redo is a generation of its own, an operator's as well: they are counted by that. */
  private static boolean isDoneOften(Effect effect, Measure measure) {
    return switch (measure.reaction()) {
      case REDO -> effect.key().generation() > measure.times();
      case RETRY, PROBE, WAIT, UNDO, COMPENSATE, CONTINUE, PARK, RECORD -> false;
    };
  }
}
