package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Meaning;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observations: each is recorded, whatever it says; then the effect moves and divergences are met.
 */
final class Observing {
  private Observing() {}

  static Decision decide(Turn turn, SagaCommand.Observe command) {
    Observation seen = command.observation();
    Effect before = turn.saga().effect(seen.effect());
    if (before == null || before.rung() == Rung.SKIPPED) {
      return Stray.record(turn, seen);
    }
    if (before.isGroup()) {
      return turn.refused(
          "unknown-effect", seen.effect() + " is a group: report about its members.");
    }
    Decision unwanted = Awaited.unwanted(turn, before, seen);
    if (unwanted != null) {
      return unwanted;
    }
    Ask answered = command.answers();
    if (answered != null) {
      seen = seen.seen(turn.at); // it names no time of its own, and two clocks are never compared
    }
    boolean answers = answered != null && sameAsk(before.ask(), answered);
    if (before.seen().contains(seen.fingerprint()) && !answers) {
      return new Decision.Events(List.of());
    }
    Call call = turn.call(seen.effect());
    boolean expired = Validity.isOver(before, seen, answered == null ? null : answers);
    Observation means = expired ? Observed.asRefusal(seen) : seen;
    Ladder ladder =
        isNamed(call, before, seen)
            ? Ladder.climb(before, means, call.confirm(), turn.at)
            : new Ladder(Meaning.UNNAMED, before.rung(), before.depth());
    record(turn, before, seen, ladder, answers || ladder.moved(), expired);
    boolean unasked = ladder.meaning() == Meaning.UNNAMED && answered == null;
    if (unasked && !isOwnAndAgrees(call, before, seen, turn.at)) {
      unnamed(turn, call, seen);
    }
    Aftermath.follow(turn, before, means, ladder);
    boolean toldNothing = answers && answered != null && answered.probe() && !ladder.moved();
    if (toldNothing && turn.saga().ended() == null && !turn.effect(seen.effect()).givenUp()) {
      probeToldNothing(turn, seen);
    }
    return turn.settled();
  }

  /** The participant alone, unless the step names its observers. */
  private static boolean isNamed(Call call, Effect effect, Observation seen) {
    return call.confirm() instanceof Finality.Quorum quorum
        ? quorum.of().contains(seen.observer())
        : seen.observer().equals(effect.to().participant());
  }

  /**
   * The participant that is none of the step's observers counts for nothing, and what it says is no
   * trouble unless it contradicts what is believed.
   */
  private static boolean isOwnAndAgrees(Call call, Effect effect, Observation seen, Instant now) {
    return call.confirm() instanceof Finality.Quorum rule
        && seen.observer().equals(effect.to().participant())
        && !new Agreeing(rule).dissents(effect, Voices.voice(null, seen, now));
  }

  private static void unnamed(Turn turn, Call call, Observation seen) {
    String named =
        call.confirm() instanceof Finality.Quorum quorum
            ? String.join(", ", quorum.of())
            : call.to().participant();
    String observed =
        seen.observer() + " reports " + seen.status() + ", but is not an observer of it";
    turn.diverged(
        seen.effect(), DivergenceKind.DISPUTED, "reports by " + named, observed, Reaction.RECORD);
  }

  private static boolean sameAsk(@Nullable Ask ask, Ask answered) {
    return ask != null && ask.probe() == answered.probe() && ask.attempt() == answered.attempt();
  }

  private static void record(
      Turn turn,
      Effect before,
      Observation seen,
      Ladder ladder,
      boolean answered,
      boolean expired) {
    turn.emit(
        new SagaEvent.ObservationRecorded(
            turn.at,
            seen,
            ladder.meaning(),
            ladder.rung(),
            ladder.depth(),
            until(turn, before, seen, ladder),
            outcome(turn, seen, ladder),
            answered,
            ladder.agreement(),
            expired ? Boolean.TRUE : null));
  }

  /**
   * Each wait for a higher rung has its own deadline; more confirmations do not prolong it. Where
   * time makes it final, that is what it waits for, anew when the result is another one.
   */
  private static @Nullable Instant until(
      Turn turn, Effect before, Observation seen, Ladder ladder) {
    if (ladder.rung() == Rung.FINAL || ladder.rung().stands() == Stands.NO) {
      return null;
    }
    Call call = turn.call(before.key());
    Duration ripens = Ripening.time(call, ladder.rung());
    boolean fresh = ladder.rung() != before.rung() || (ladder.moved() && before.until() == null);
    if (ripens != null && ladder.moved() && Ripening.anew(before, seen, ladder)) {
      fresh = true;
    }
    return fresh ? turn.at.plus(ripens == null ? call.deadline() : ripens) : before.until();
  }

  /**
   * Unsaid it is blocked, unless the action was known to stand when its compensation was asked for.
   */
  private static @Nullable CompensationOutcome outcome(Turn turn, Observation seen, Ladder ladder) {
    Effect effect = turn.effect(seen.effect());
    if (effect.key().isAction() || !ladder.moved() || !ladder.stands()) {
      return effect.outcome();
    }
    CompensationOutcome said = ladder.agreement() == null ? seen.outcome() : ladder.outcome();
    if (said != null) {
      return said;
    }
    return effect.stoodWhenAsked() ? CompensationOutcome.UNDONE : CompensationOutcome.BLOCKED;
  }

  private static void probeToldNothing(Turn turn, Observation seen) {
    Effect effect = turn.effect(seen.effect());
    if (effect.rung().stands() == Stands.MAYBE && effect.until() == null) {
      boolean noTrace = seen.status() == Report.UNKNOWN;
      Failures.probeFailed(turn, effect.key(), "The probe found no word of it.", noTrace);
    }
  }
}
