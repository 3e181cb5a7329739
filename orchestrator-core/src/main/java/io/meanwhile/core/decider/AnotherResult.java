package io.meanwhile.core.decider;

import io.meanwhile.core.model.Afterwards;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reacting;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Confirmed again with another result: for those that relied on the first one this is a revert. No
 * waiting and no asking brings the first result back, so entries of a list that do are passed over.
 * What is asked about it is asked as about any result that was not expected.
 */
final class AnotherResult {
  private static final DivergenceKind KIND = DivergenceKind.REVERTED;
  private static final String EXPECTED = "the result stays";

  private AnotherResult() {}

  static void react(Turn turn, EffectKey key, String observed) {
    if (Pausing.holds(turn, key, DivergenceKind.UNEXPECTED, EXPECTED, observed)) {
      return;
    }
    List<Measure> list = turn.call(key).onDivergence().get(KIND);
    if (list != null) {
      int entry = first(turn.effect(key), list);
      Reaction reaction = entry < list.size() ? list.get(entry).reaction() : Reaction.PARK;
      take(turn, key, reaction, entry, observed);
    } else if (!Diverging.loses(turn, key, KIND, EXPECTED, observed)) {
      take(turn, key, Reaction.COMPENSATE, null, observed);
    }
  }

  /** True when nothing is wrong with a result but that others relied on the one before. */
  static boolean isOnlyThat(Turn turn, EffectKey key) {
    return key.isAction()
        && Choices.isReliedOn(turn.saga(), key)
        && Expecting.breach(turn, key) == null;
  }

  /** Where it has had all reactions that an effect gets, or none is left, somebody is asked. */
  private static int first(Effect effect, List<Measure> list) {
    Reacting before = effect.reacting();
    int entry = before != null && before.all() >= Measure.MOST ? list.size() : 0;
    while (entry < list.size() && isPassedOver(effect, list.get(entry))) {
      entry++;
    }
    return entry;
  }

  private static boolean isPassedOver(Effect effect, Measure measure) {
    return switch (measure.reaction()) {
      case WAIT, PROBE -> true;
      case REDO -> effect.key().generation() > measure.times();
      case RETRY, UNDO, COMPENSATE, CONTINUE, PARK, RECORD -> false;
    };
  }

  private static void take(
      Turn turn, EffectKey key, Reaction reaction, @Nullable Integer entry, String observed) {
    boolean after = Diverging.readsAfter(turn, key, KIND);
    boolean forbidden =
        switch (reaction) {
          case RETRY -> isKept(turn, key);
          case REDO -> isKept(turn, key) || cannotBeDoneAnew(turn, key);
          case UNDO -> GivingUp.obstacle(turn.definition, turn.saga(), key) != null;
          case COMPENSATE -> after;
          case CONTINUE, PARK, WAIT, PROBE, RECORD -> false;
        };
    Reaction taken = forbidden ? Reaction.PARK : reaction;
    turn.emit(new SagaEvent.Diverged(turn.at, key, KIND, EXPECTED, observed, taken, entry));
    switch (taken) {
      case RETRY -> GivingUp.giveUpBehind(turn, key, Afterwards.AGAIN, observed);
      case REDO -> GivingUp.giveUp(turn, key, Afterwards.AGAIN, Afterwards.AGAIN, observed);
      case UNDO -> GivingUp.giveUp(turn, key, Afterwards.NOTHING, Afterwards.NOTHING, observed);
      case COMPENSATE -> Backward.wish(turn, observed, key, DivergenceKind.UNEXPECTED);
      case PARK -> Parking.about(turn, key, DivergenceKind.UNEXPECTED, observed);
      case CONTINUE, WAIT, PROBE, RECORD -> {} // what stands is taken as it is
    }
  }

  /** A pivot relied on it, or something that cannot begin again. */
  private static boolean isKept(Turn turn, EffectKey key) {
    return GivingUp.obstacleBehind(turn.definition, turn.saga(), key) != null
        || GivingUp.unrepeatable(turn.definition, turn.saga(), GivingUp.reliedOn(turn.saga(), key))
            != null;
  }

  private static boolean cannotBeDoneAnew(Turn turn, EffectKey key) {
    return GivingUp.obstacle(turn.definition, turn.saga(), key) != null
        || GivingUp.unrepeatable(turn.definition, turn.saga(), List.of(turn.effect(key))) != null;
  }
}
