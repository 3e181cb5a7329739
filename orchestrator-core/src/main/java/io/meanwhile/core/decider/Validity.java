package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.SagaEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The limit past which a participant guarantees that nothing happens any more. That alone says
 * nothing about what happened before, so it is asked; no trace of it, seen past the limit, is a
 * refusal, with all that holds for one.
 */
public final class Validity {
  /** The participant goes by its own clock: as much as that one may be behind ours. */
  public static final Duration MARGIN = Duration.ofMinutes(1);

  private Validity() {}

  /** Until when the participant may do what is sent first at this time; null for no limit. */
  static @Nullable Instant until(Call call, Instant sendAt) {
    return call.validFor() == null ? null : sendAt.plus(call.validFor());
  }

  /** When it is known that nothing comes any more; null where that is not waited for. */
  public static @Nullable Instant due(Effect effect) {
    Instant until = effect.validUntil();
    if (until == null || effect.expired()) {
      return null; // most of them
    }
    boolean owed = effect.givenUp() && effect.until() == null; // its compensation blocks it
    boolean open =
        switch (effect.rung()) {
          case REQUESTED, ACCEPTED, UNKNOWN -> !owed;
          case PENDING, CONFIRMED, FINAL, REFUSED, VOID, REVERTED, DISPUTED, SKIPPED -> false;
        };
    return open ? until.plus(MARGIN) : null;
  }

  /** When its wait is over: at its deadline, or when its validity is, whichever comes first. */
  public static @Nullable Instant end(Effect effect) {
    Instant valid = due(effect);
    return valid == null || isDeadlineFirst(effect, valid) ? effect.until() : valid;
  }

  private static boolean isDeadlineFirst(Effect effect, Instant valid) {
    return effect.until() != null && effect.until().isBefore(valid);
  }

  /** True when its validity is what is waited for next. */
  public static boolean isNext(Effect effect) {
    Instant valid = due(effect);
    return valid != null && !isDeadlineFirst(effect, valid);
  }

  /** Nothing is sent any more; what happened before is asked, unless it is being asked already. */
  static void passed(Turn turn, Effect effect) {
    turn.emit(new SagaEvent.ValidityPassed(turn.at, effect.key()));
    Ask ask = turn.effect(effect.key()).ask();
    boolean asking = ask != null && ask.probe() && !ask.at().isBefore(turn.at);
    if (!asking && turn.call(effect.key()).probe() != null) {
      Diverging.probe(turn, effect.key());
    }
  }

  /**
   * True when a report of no trace is a refusal: it was made past the limit.
   *
   * @param answers it answers what is being asked now; null when it came by itself
   */
  static boolean isOver(Effect effect, Observation seen, @Nullable Boolean answers) {
    Instant until = effect.validUntil();
    if (until == null || !effect.expired() || seen.status() != Report.UNKNOWN) {
      return false;
    }
    return answers == null ? !seen.seenAt().isBefore(until.plus(MARGIN)) : answers;
  }
}
