package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The saga's own deadline passed, going forward. */
final class Overdue {
  private static final DivergenceKind KIND = DivergenceKind.OVERDUE;
  private static final String EXPECTED = "an end by the deadline";
  private static final String OBSERVED = "The saga's deadline passed.";

  private Overdue() {}

  static void react(Turn turn) {
    if (Goals.met(turn.definition, turn.saga())) { // what is in flight has deadlines of its own
      turn.diverged(null, KIND, EXPECTED, OBSERVED, Reaction.CONTINUE);
      return;
    }
    if (Pausing.holds(turn, null, KIND, EXPECTED, OBSERVED)) {
      return;
    }
    List<Measure> list = turn.definition.onDivergence().get(KIND);
    if (list == null) {
      take(turn, Measure.once(Reaction.COMPENSATE), null);
    } else {
      int next = turn.saga().extensions(); // each wait was one entry
      take(turn, next < list.size() ? list.get(next) : Measure.once(Reaction.PARK), next);
    }
  }

  private static void take(Turn turn, Measure measure, @Nullable Integer entry) {
    boolean passed = Pivot.of(turn.definition, turn.saga()) == Pivot.PASSED;
    boolean tooLate = measure.reaction() == Reaction.COMPENSATE && passed;
    Reaction reaction = tooLate ? Reaction.PARK : measure.reaction();
    turn.emit(new SagaEvent.Diverged(turn.at, null, KIND, EXPECTED, OBSERVED, reaction, entry));
    switch (reaction) {
      case WAIT ->
          turn.emit(
              new SagaEvent.DeadlineExtended(
                  turn.at, turn.at.plus(Objects.requireNonNull(measure.within()))));
      case COMPENSATE -> Backward.wish(turn, OBSERVED, null, KIND);
      case CONTINUE -> {} // without a deadline from now on
      case PARK, RETRY, REDO, PROBE, UNDO, RECORD -> Parking.open(turn, null, KIND, OBSERVED);
    }
  }
}
