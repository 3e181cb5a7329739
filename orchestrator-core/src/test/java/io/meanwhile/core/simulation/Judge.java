package io.meanwhile.core.simulation;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** What must hold at the participants, whatever the log says. */
final class Judge {
  private Judge() {}

  /** When an action first reaches its participant, what it waited for stands there. */
  static void begun(Simulation run, EffectKey key) {
    if (!key.isAction() || run.saga().backward()) {
      return;
    }
    Step step = run.definition.step(key.step());
    step.after()
        .forEach((before, level) -> {
          boolean without = isLoss(run.saga(), run.definition.step(before));
          if (level == Level.FINAL && !run.world.stands(before) && !without) {
            run.violations.add(key + " began although " + before + " does not stand");
          }
        });
  }

  /** When an action is undone, nothing that relied on it, however far down, stands any more. */
  static void undone(Simulation run, EffectKey key) {
    boolean undo = !key.isAction() && run.world.outside(key).state == World.State.DONE;
    if (!undo || run.world.stands(key.step())) {
      return;
    }
    Set<String> onIt = new HashSet<>(Set.of(key.step()));
    for (Step step : run.definition.steps()) { // what comes first is written first
      boolean reliedOnIt = !Collections.disjoint(step.after().keySet(), onIt);
      if (reliedOnIt) {
        onIt.add(step.name());
      }
      boolean reversible = step.undo() != null && !step.irreversible() && !isLoss(run.saga(), step);
      if (reversible && reliedOnIt && run.world.stands(step.name())) {
        run.violations.add(key + " is done although " + step.name() + " relied on it and stands");
      }
    }
  }

  private static boolean isLoss(Saga saga, Step step) {
    return saga.all().stream()
        .anyMatch(e -> (e.loss() || e.goneWithout()) && e.key().step().equals(step.name()));
  }

  /** At the end the balances say what the saga says. */
  static void end(Simulation run) {
    Saga saga = run.saga();
    run.violations.addAll(run.world.violations);
    if (saga.ended() == null) {
      run.violations.add("stuck without an end: " + saga);
      return;
    }
    for (Step step : run.definition.steps()) {
      int balance = run.world.balances.getOrDefault(step.name(), 0);
      boolean listed =
          Objects.requireNonNull(saga.ended()).losses().stream()
              .anyMatch(loss -> loss.step().equals(step.name()));
      boolean kept = step.undo() == null && !step.irreversible();
      if (saga.ended().outcome() == SagaStatus.COMPLETED) {
        boolean anew = kept && saga.actions(step.name()).size() > 1; // what began before stays
        if (balance != 1 && !listed && !(anew && balance > 1)) {
          run.violations.add("completed, yet " + step.name() + " has balance " + balance);
        }
      } else if (balance != 0 && !listed && !kept) {
        run.violations.add("compensated, yet " + step.name() + " has balance " + balance);
      }
    }
  }
}
