package io.meanwhile.core.checker;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What participants say: an answer where one is waited for, else word of their own. */
final class Words {
  /** When an observer saw what came before, by its own time. */
  static final Instant EARLIER = Fold.NOW.minusSeconds(60);

  private static final Instant SEEN = Fold.NOW.minusSeconds(30);

  private Words() {}

  static SagaCommand of(Play play, Node node, Move move, World world) {
    Effect effect = node.effect(move.effect());
    Finality finality = play.call(effect.key()).confirm();
    Ask ask = node.saga.ended() == null ? effect.ask() : null;
    int outside = world.at(move.effect());
    Object result = effect.key().isAction() ? Outside.text(Outside.result(outside)) : null;
    return switch (move.kind()) {
      case ACCEPTED -> said(effect, Report.ACCEPTED, null, null, ask, SEEN);
      case CONFIRMED -> {
        int depth = World.depth(finality, false);
        yield stands(node, world, move, Report.CONFIRMED, depth, result, ask);
      }
      case FINAL, VOID_HAPPENS -> {
        int depth = World.depth(finality, true);
        yield stands(node, world, move, Report.FINAL, depth, result, ask);
      }
      case FINAL_OTHER_RESULT -> {
        int depth = World.depth(finality, true);
        String other = Outside.text(other(Outside.result(outside)));
        yield stands(node, world, move, Report.FINAL, depth, other, ask);
      }
      case UNDONE_CALLED_BLOCKED -> calledBlocked(effect, finality, ask);
      case REFUSED -> {
        Integer depth = World.depth(finality, false);
        yield said(effect, Report.REFUSED, depth, null, ask, Fold.NOW);
      }
      case REFUSED_FOR_GOOD, FINAL_DENIED -> {
        Integer depth = World.depth(finality, true);
        yield said(effect, Report.REFUSED, depth, null, ask, Fold.NOW);
      }
      case REVERTED, FINAL_REVERTED, UNDONE_REVERTED ->
          said(effect, Report.REVERTED, null, null, ask, Fold.NOW);
      case NO_TRACE -> said(effect, Report.UNKNOWN, null, null, ask, Fold.NOW);
      case STRANGER -> {
        Observation seen =
            new Observation(
                effect.key(),
                "stranger",
                "1",
                Report.REFUSED,
                null,
                null,
                null,
                null,
                null,
                Fold.NOW);
        yield new SagaCommand.Observe(Fold.NOW, seen, null);
      }
      default -> throw new IllegalStateException("says nothing: " + move.kind());
    };
  }

  private static int other(int result) {
    return result == Outside.OTHER ? Outside.FIRST : Outside.OTHER;
  }

  private static SagaCommand said(
      Effect effect,
      Report report,
      @Nullable Integer depth,
      @Nullable Object result,
      @Nullable Ask ask,
      Instant seen) {
    return command(effect, report, depth, result, null, ask, seen);
  }

  /** A compensation says what it did. */
  private static SagaCommand stands(
      Node node,
      World world,
      Move move,
      Report report,
      int depth,
      @Nullable Object result,
      @Nullable Ask ask) {
    Effect effect = node.effect(move.effect());
    EffectKey key = effect.key();
    CompensationOutcome outcome = null;
    if (!key.isAction()) {
      int action = Outside.state(world.at(node.indexOf(key.undone())));
      boolean undone = action == Outside.UNDONE;
      outcome = undone ? CompensationOutcome.UNDONE : CompensationOutcome.BLOCKED;
    }
    return command(effect, report, depth, result, outcome, ask, Fold.NOW);
  }

  private static SagaCommand calledBlocked(Effect effect, Finality finality, @Nullable Ask ask) {
    int depth = World.depth(finality, true);
    return command(effect, Report.FINAL, depth, null, CompensationOutcome.BLOCKED, ask, Fold.NOW);
  }

  private static SagaCommand command(
      Effect effect,
      Report report,
      @Nullable Integer depth,
      @Nullable Object result,
      @Nullable CompensationOutcome outcome,
      @Nullable Ask ask,
      Instant seen) {
    Observation observation =
        new Observation(
            effect.key(),
            effect.to().participant(),
            "1",
            report,
            depth,
            result,
            null,
            outcome,
            null,
            seen);
    return new SagaCommand.Observe(Fold.NOW, Objects.requireNonNull(observation), ask);
  }
}
