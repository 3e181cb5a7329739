package io.meanwhile.core.checker;

import io.meanwhile.core.decider.Validity;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for every decision that time has passed: no deadline fires early, none is lost. */
final class TimeLaws {
  private TimeLaws() {}

  /** Of the saga, not of a group within it. */
  private static boolean overdue(List<SagaEvent> events) {
    return events.stream()
        .anyMatch(event ->
            (event instanceof SagaEvent.Diverged d && isOverdue(d.kind(), d.effect()))
                || (event instanceof SagaEvent.ReactionHeld held
                    && isOverdue(held.kind(), held.effect())));
  }

  private static boolean isOverdue(DivergenceKind kind, @Nullable EffectKey about) {
    return kind == DivergenceKind.OVERDUE && about == null;
  }

  private static boolean isOver(SagaEvent event, EffectKey key) {
    return (event instanceof SagaEvent.DeadlinePassed passed && passed.effect().equals(key))
        || (event instanceof SagaEvent.FinalityReached timer && timer.effect().equals(key));
  }

  /** Only what is due passes, and all of it. */
  static @Nullable Wrong time(Saga before, List<SagaEvent> events) {
    boolean running = before.ended() == null;
    for (Effect effect : before.all()) {
      boolean due =
          running
              && effect.until() != null
              && !effect.until().isAfter(Fold.NOW)
              && !effect.loss()
              && !(effect.isGroup() && effect.givenUp())
              && !Moves.questioned(before, effect);
      boolean passed = events.stream().anyMatch(event -> isOver(event, effect.key()));
      if (passed && !due) {
        return new Wrong(8, "The deadline of " + effect.key() + " passes early.");
      }
      if (due && !passed) {
        return new Wrong(8, "The deadline of " + effect.key() + " is lost.");
      }
    }
    Wrong validity = validity(before, events, running);
    if (validity != null) {
      return validity;
    }
    boolean counts = running && !before.backward() && before.held() == null;
    boolean overdue = counts && before.deadline() != null && !before.deadline().isAfter(Fold.NOW);
    boolean told = overdue(events);
    if (told && !overdue) {
      return new Wrong(8, "The saga's deadline passes early.");
    }
    return overdue && !told ? new Wrong(8, "The saga's deadline is lost.") : null;
  }

  /** A guarantee counts when it holds and not before, and is not forgotten. */
  private static @Nullable Wrong validity(Saga before, List<SagaEvent> events, boolean running) {
    for (Effect effect : before.all()) {
      Instant until = effect.validUntil();
      boolean over = until != null && !until.plus(Validity.MARGIN).isAfter(Fold.NOW);
      boolean seen = effect.stands() == Stands.YES || effect.expired();
      boolean passed =
          events.stream()
              .anyMatch(
                  e -> e instanceof SagaEvent.ValidityPassed v && v.effect().equals(effect.key()));
      if (passed && (!running || !over || seen)) {
        return new Wrong(8, "The validity of " + effect.key() + " passes early.");
      }
      boolean open = effect.rung() == Rung.REQUESTED || effect.rung() == Rung.ACCEPTED;
      boolean due = running && over && open && !seen && !effect.givenUp() && !effect.loss();
      if (due && !passed && !Moves.questioned(before, effect)) {
        return new Wrong(8, "The end of the validity of " + effect.key() + " is lost.");
      }
    }
    return null;
  }
}
