package io.meanwhile.core.checker;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What participants say: an answer where one is waited for, else word of their own. */
final class Words {
  /** When an observer saw what came before, by its own time. */
  static final Instant EARLIER = Fold.NOW.minusSeconds(60);

  private static final Instant SEEN = Fold.NOW.minusSeconds(30);

  /** The detail of a lie that is a refusal. */
  static final int REFUSAL = -1;

  private Words() {}

  static SagaCommand of(Play play, Node node, Move move, World world) {
    Effect effect = node.effect(move.effect());
    Ask ask = node.saga.ended() == null ? effect.ask() : null;
    int some = depth(play, effect, false);
    int enough = depth(play, effect, true);
    return switch (move.kind()) {
      case ACCEPTED -> said(effect, Report.ACCEPTED, null, ask, SEEN);
      case CONFIRMED -> stands(play, node, world, move, Report.CONFIRMED, some, ask);
      case FINAL, FINAL_OTHER_RESULT, VOID_HAPPENS ->
          stands(play, node, world, move, Report.FINAL, enough, ask);
      case UNDONE_CALLED_BLOCKED ->
          command(effect, Report.FINAL, enough, null, CompensationOutcome.BLOCKED, ask, Fold.NOW);
      case REFUSED -> said(effect, Report.REFUSED, some, ask, Fold.NOW);
      case REFUSED_FOR_GOOD, FINAL_DENIED -> said(effect, Report.REFUSED, enough, ask, Fold.NOW);
      case REVERTED, FINAL_REVERTED, UNDONE_REVERTED ->
          said(effect, Report.REVERTED, null, ask, Fold.NOW);
      case NO_TRACE ->
          said(effect, Report.UNKNOWN, effect.expired() ? enough : null, ask, Fold.NOW);
      case STRANGER -> stranger(effect);
      case START,
          HAPPENS,
          VANISHES,
          REFUSES,
          NO_ANSWER,
          UNAVAILABLE,
          PROBE_SILENT,
          DEADLINE,
          ALL_ROUNDS,
          EXPIRES,
          FORGETS,
          SAGA_DEADLINE,
          CANCEL,
          RESUME,
          PAUSE,
          SKIP,
          STRAY,
          LIE,
          ANSWER,
          REJECTED ->
          throw new IllegalStateException("says nothing: " + move.kind());
    };
  }

  private static int depth(Play play, Effect effect, boolean enough) {
    return World.depth(play.call(effect.key()).confirm(), enough);
  }

  /**
   * What one of several observers says, be it true or not; null when nobody says that it is so yet.
   */
  static @Nullable SagaCommand by(Play play, Node node, Move move, Observers observers) {
    Effect effect = node.effect(move.effect());
    Finality finality = play.call(effect.key()).confirm();
    int some = World.depth(finality, false);
    int enough = World.depth(finality, true);
    Instant now = Fold.NOW;
    return switch (move.kind()) {
      case ACCEPTED -> voice(play, node, move, observers, Report.ACCEPTED, null, SEEN);
      case CONFIRMED -> voice(play, node, move, observers, Report.CONFIRMED, some, now);
      case FINAL -> voice(play, node, move, observers, Report.FINAL, enough, now);
      case REFUSED -> voice(play, node, move, observers, Report.REFUSED, some, now);
      case REFUSED_FOR_GOOD -> voice(play, node, move, observers, Report.REFUSED, enough, now);
      case REVERTED -> voice(play, node, move, observers, Report.REVERTED, null, now);
      case NO_TRACE -> {
        Integer depth = effect.expired() ? Integer.valueOf(enough) : null;
        yield voice(play, node, move, observers, Report.UNKNOWN, depth, now);
      }
      case LIE ->
          move.detail() == REFUSAL
              ? voice(play, node, move, observers, Report.REFUSED, enough, now)
              : voice(play, node, move, observers, Report.FINAL, enough, now);
      case STRANGER -> stranger(effect);
      default -> null;
    };
  }

  private static SagaCommand voice(
      Play play,
      Node node,
      Move move,
      Observers observers,
      Report says,
      @Nullable Integer depth,
      Instant at) {
    Effect effect = node.effect(move.effect());
    boolean named = move.observer() != Observers.UNNAMED;
    boolean stands = says == Report.CONFIRMED || says == Report.FINAL;
    boolean action = effect.key().isAction();
    CompensationOutcome did =
        move.detail() == Outside.FIRST ? CompensationOutcome.UNDONE : CompensationOutcome.BLOCKED;
    boolean answers = node.saga.ended() == null;
    Ask ask =
        answers && (!named || observers.answers(effect, move.observer())) ? effect.ask() : null;
    Ask answered = move.kind() == Move.Kind.LIE ? null : ask;
    Observation said =
        new Observation(
            effect.key(),
            named ? observers.names().get(move.observer()) : asked(play.call(effect.key()), ask),
            "1",
            says,
            depth,
            stands && action ? play.result(effect.key(), move.detail()) : null,
            null,
            stands && !action ? did : null,
            null,
            answered == null ? at : Fold.NOW);
    return new SagaCommand.Observe(Fold.NOW, said, answered);
  }

  private static String asked(Call call, @Nullable Ask ask) {
    Target probe = ask != null && ask.probe() ? call.probe() : null;
    return probe == null ? call.to().participant() : probe.participant();
  }

  /** Word about an action that nobody asked for. */
  static SagaCommand stray(Step step) {
    EffectKey key = EffectKey.action(step.name(), 1);
    Observation seen =
        new Observation(
            key,
            step.action().to().participant(),
            "1",
            Report.FINAL,
            Bounds.DEPTH,
            null,
            null,
            null,
            null,
            Fold.NOW);
    return new SagaCommand.Observe(Fold.NOW, seen, null);
  }

  private static SagaCommand stranger(Effect effect) {
    Observation seen =
        new Observation(
            effect.key(), "stranger", "1", Report.REFUSED, null, null, null, null, null, Fold.NOW);
    return new SagaCommand.Observe(Fold.NOW, seen, null);
  }

  private static int other(int result) {
    return result == Outside.OTHER ? Outside.FIRST : Outside.OTHER;
  }

  private static SagaCommand said(
      Effect effect, Report report, @Nullable Integer depth, @Nullable Ask ask, Instant seen) {
    return command(effect, report, depth, null, null, ask, seen);
  }

  /** With its result; a compensation says what it did. */
  private static SagaCommand stands(
      Play play, Node node, World world, Move move, Report report, int depth, @Nullable Ask ask) {
    Effect effect = node.effect(move.effect());
    EffectKey key = effect.key();
    if (key.isAction()) {
      int result = Outside.result(world.at(move.effect()));
      int said = move.kind() == Move.Kind.FINAL_OTHER_RESULT ? other(result) : result;
      return command(effect, report, depth, play.result(key, said), null, ask, Fold.NOW);
    }
    boolean undone = Outside.state(world.at(node.indexOf(key.undone()))) == Outside.UNDONE;
    CompensationOutcome outcome = undone ? CompensationOutcome.UNDONE : CompensationOutcome.BLOCKED;
    return command(effect, report, depth, null, outcome, ask, Fold.NOW);
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
    return new SagaCommand.Observe(Fold.NOW, observation, ask);
  }
}
