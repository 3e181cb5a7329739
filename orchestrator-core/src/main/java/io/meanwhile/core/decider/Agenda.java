package io.meanwhile.core.decider;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a saga's state asks of the outside world: dispatch, restart and timers read nothing else.
 *
 * @param sends everything that is to be sent and unanswered
 * @param wakeAt when the next deadline falls: then time must be passed to the decider; null for
 *     never
 * @param attends what the orchestrator itself has to see happen: messages, decisions, other sagas
 */
public record Agenda(List<Send> sends, @Nullable Instant wakeAt, List<EffectKey> attends) {
  private static final Agenda NOTHING = new Agenda(List.of(), null);

  public Agenda {
    sends = List.copyOf(sends);
    attends = List.copyOf(attends);
  }

  /** With nothing that the orchestrator itself has to see happen. */
  public Agenda(List<Send> sends, @Nullable Instant wakeAt) {
    this(sends, wakeAt, List.of());
  }

  /** One effect to be sent, or probed, not before {@code ask.at()}. */
  public record Send(EffectKey effect, Ask ask) {}

  public static Agenda of(Saga saga) {
    if (!saga.started() || saga.ended() != null) {
      return NOTHING;
    }
    List<Send> sends = new ArrayList<>();
    List<EffectKey> attends = List.of();
    Instant wake = Deadlines.overdue(saga);
    for (Effect effect : saga.restless()) {
      if (effect.ask() != null && !held(saga, effect)) {
        sends.add(new Send(effect.key(), effect.ask()));
      }
      wake = earlier(wake, Deadlines.due(saga, effect));
      if (Awaited.attends(effect)) {
        attends = attends.isEmpty() ? new ArrayList<>() : attends;
        attends.add(effect.key());
      }
    }
    return new Agenda(sends, wake, attends);
  }

  /** A pause holds everything but probes; what is asked about waits for the answer. */
  private static boolean held(Saga saga, Effect effect) {
    boolean probe = effect.ask() != null && effect.ask().probe();
    return (saga.paused() != null && !probe) || Owed.questioned(saga, effect);
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
