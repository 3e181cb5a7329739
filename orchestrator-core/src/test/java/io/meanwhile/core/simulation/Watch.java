package io.meanwhile.core.simulation;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold of every single event of a recorded history, written from the model alone. */
final class Watch {
  private Watch() {}

  /** Looks at one event: what it leads from and to. */
  static void event(Simulation run, Saga before, SagaEvent event, Saga after) {
    String broken =
        switch (event) {
          case SagaEvent.EffectRequested r when r.effect().isAction() -> action(run, before, r);
          case SagaEvent.EffectRequested r -> compensation(before, r.effect());
          case SagaEvent.RetryRequested r -> retried(before, r.effect());
          case SagaEvent.SagaEnded _ -> end(run, before);
          default -> null;
        };
    String kept = broken != null ? broken : keptUp(before, after);
    if (kept != null) {
      run.violations.add(kept + ": " + event);
    }
  }

  /** Looks at what is to be sent now. */
  static void sent(Simulation run, Agenda.Send send) {
    Effect effect = Objects.requireNonNull(run.saga().effect(send.effect()));
    boolean givenUp = send.effect().isAction() && effect.givenUp();
    if (!send.ask().probe() && (givenUp || run.saga().paused() != null)) {
      run.violations.add("sent, although it is given up or the saga is paused: " + send);
    }
  }

  private static @Nullable String action(
      Simulation run, Saga before, SagaEvent.EffectRequested requested) {
    EffectKey key = requested.effect();
    if (before.backward()) {
      return "an action begins after going backward";
    }
    Step step = run.definition.step(key.place());
    for (var wait : step.after().entrySet()) {
      Effect awaited = before.action(beside(key.place(), wait.getKey()));
      if (awaited == null || !mayBeBuiltOn(awaited, wait.getValue())) {
        return "it begins although " + wait.getKey() + " is not " + wait.getValue();
      }
    }
    for (Effect earlier : before.actions(key.place())) {
      boolean undone =
          before.compensations(earlier.key()).stream().anyMatch(c -> c.rung() == Rung.FINAL);
      boolean nothing = run.definition.step(earlier.key()).undo() == null;
      boolean leavesNothing = Own.isAwaited(earlier.to()) && nothing;
      if (earlier.rung() != Rung.VOID && !undone && !leavesNothing) {
        return "a new generation, although " + earlier.key() + " is " + earlier.rung();
      }
    }
    return null;
  }

  /** Where the step of that name lies that is beside this place. */
  static String beside(String place, String name) {
    return place.substring(0, place.lastIndexOf('.') + 1) + name;
  }

  /** It stands at that level, wanted; or it was left out, or is done without. */
  private static boolean mayBeBuiltOn(Effect awaited, Level level) {
    return awaited.goneWithout() || (awaited.wanted() && awaited.rung().satisfies(level));
  }

  private static @Nullable String compensation(Saga before, EffectKey key) {
    Effect action = before.effect(key.undone());
    if (action == null || action.wanted()) {
      return "what is wanted is compensated";
    }
    if (action.stands() == Stands.NO) {
      return "what is void is compensated";
    }
    boolean another =
        before.compensations(action.key()).stream().anyMatch(c -> c.rung() != Rung.VOID);
    return another ? "a second compensation, and the first is not void" : null;
  }

  private static @Nullable String retried(Saga before, EffectKey key) {
    Effect effect = before.effect(key);
    return key.isAction() && effect != null && effect.givenUp() ? "given up, and retried" : null;
  }

  private static @Nullable String end(Simulation run, Saga before) {
    for (Effect effect : before.all()) {
      Step step = run.definition.step(effect.key());
      boolean none = step.undo() == null && !step.irreversible();
      boolean undone =
          before.compensations(effect.key()).stream().anyMatch(c -> c.rung() == Rung.FINAL);
      boolean settled = effect.stands() == Stands.NO || undone || effect.loss() || none;
      if (effect.key().isAction() && effect.givenUp() && !settled) {
        return "it ends, and " + effect.key() + " is owed";
      }
    }
    return before.parked() ? "it ends, and a question is open" : null;
  }

  /** Given up is for good, and of the generations of a step at most one is wanted. */
  private static @Nullable String keptUp(Saga before, Saga after) {
    for (Effect effect : after.all()) {
      Effect was = before.effect(effect.key());
      if (was != null && was.givenUp() && effect.wanted()) {
        return effect.key() + " was given up, and is wanted again";
      }
      int generation = effect.key().generation();
      boolean newest = effect.key().isAction() && effect.wanted() && generation > 1;
      Effect earlier =
          newest ? after.effect(EffectKey.action(effect.key().place(), generation - 1)) : null;
      if (earlier != null && earlier.wanted()) {
        return effect.key() + " and the one before it are both wanted";
      }
    }
    return null;
  }
}
