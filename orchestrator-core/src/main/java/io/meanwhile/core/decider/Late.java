package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A given-up action turns out to stand: what is owed follows, and nothing twice. */
final class Late {
  private static final DivergenceKind KIND = DivergenceKind.LATE;

  private Late() {}

  static void react(Turn turn, Effect action) {
    EffectKey key = action.key();
    List<Measure> list = turn.call(key).onDivergence().get(KIND);
    boolean nothing =
        action.loss()
            || Owed.nothingToUndo(turn.definition, action)
            || Owed.compensated(turn.saga(), action);
    Reaction reaction =
        nothing ? Reaction.RECORD : list == null ? Reaction.UNDO : list.getFirst().reaction();
    @Nullable Integer entry = nothing || list == null ? null : Integer.valueOf(0);
    turn.emit(new SagaEvent.Diverged(turn.at, key, KIND, "given up", "it stands", reaction, entry));
    switch (reaction) {
      case PARK -> Parking.about(turn, key, KIND, "It was given up, and stands.");
      case CONTINUE -> turn.emit(new SagaEvent.LossListed(turn.at, key, "It is left as it is."));
      case RETRY, REDO, PROBE, WAIT, UNDO, COMPENSATE, RECORD -> {}
    }
  }
}
