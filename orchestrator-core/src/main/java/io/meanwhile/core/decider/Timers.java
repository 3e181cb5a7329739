package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Timers: an action that is FINAL when its time comes, and never before. */
final class Timers {
  /** In a timer's input: how long it takes, or when it is over. */
  static final String FOR = "for";

  private Timers() {}

  /**
   * The end of an action's first wait: for a timer when its time comes, else the step's deadline.
   *
   * @throws ExpressionException when the timer's input is neither a length nor a moment
   */
  static Instant end(Call action, @Nullable Object input, Instant from) {
    boolean timer = Own.of(action.to()) == Own.TIMER;
    Object time = timer && input instanceof Map<?, ?> fields ? fields.get(FOR) : null;
    if (time == null) {
      return from.plus(action.deadline());
    }
    Instant end = time instanceof String text ? end(text, from) : null;
    if (end == null) {
      throw new ExpressionException(
          "neither a duration such as PT5M nor an instant such as 2026-01-31T12:00:00Z: " + time);
    }
    if (end.isAfter(from.plus(Call.LONGEST))) {
      throw new ExpressionException("longer than ten years: " + time);
    }
    return end.isBefore(from) ? from : end; // what is past is over at once
  }

  private static @Nullable Instant end(String text, Instant from) {
    try {
      boolean length = text.startsWith("P") || text.startsWith("-P");
      return length ? from.plus(Duration.parse(text)) : Instant.parse(text);
    } catch (DateTimeException | ArithmeticException neither) {
      return null;
    }
  }

  /** Takes the end of a wait for the moment of a timer, if it is; true when it was about that. */
  static boolean passed(Turn turn, Effect effect) {
    boolean timer = effect.key().isAction() && Own.of(effect.to()) == Own.TIMER;
    if (timer) {
      turn.emit(new SagaEvent.FinalityReached(turn.at, effect.key(), Rung.FINAL));
    }
    return timer;
  }
}
