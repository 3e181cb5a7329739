package io.meanwhile.core.simulation;

import static io.meanwhile.core.model.SagaStatus.COMPLETED;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
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
          boolean without =
              isAwaited(run.definition.step(before))
                  || isLoss(run.saga(), run.definition.step(before))
                  || wasSkipped(run, before, key);
          if (level == Level.FINAL && !run.world.stands(before) && !without) {
            run.violations.add(key + " began although " + before + " does not stand");
          }
        });
  }

  /** When the action was requested, the step before it was skipped, and the skip held. */
  private static boolean wasSkipped(Simulation run, String step, EffectKey requested) {
    boolean skipped = false;
    for (SagaEvent event : run.log) {
      if (event instanceof SagaEvent.EffectRequested r && r.effect().equals(requested)) {
        return skipped;
      } else if (event instanceof SagaEvent.StepSkipped s && s.effect().step().equals(step)) {
        skipped = true;
      } else if (event instanceof SagaEvent.SkipLifted l && l.effect().step().equals(step)) {
        skipped = false;
      }
    }
    return false;
  }

  /** When an action is undone, nothing that relied on it, however far down, stands any more. */
  static void undone(Simulation run, EffectKey key) {
    boolean undo = !key.isAction() && run.world.outside(key).state == World.State.DONE;
    boolean without = isLoss(run.saga(), run.definition.step(key.step())); // nobody relied on it
    if (!undo || without || run.world.stands(key.step())) {
      return;
    }
    Set<String> onIt = new HashSet<>(Set.of(key.step()));
    for (Step step : run.definition.steps()) { // what comes first is written first
      boolean reliedOnIt = !Collections.disjoint(step.after().keySet(), onIt);
      if (reliedOnIt) {
        onIt.add(step.name());
      }
      boolean reversible =
          !isAwaited(step)
              && step.undo() != null
              && !step.irreversible()
              && !isLoss(run.saga(), step);
      if (reversible && reliedOnIt && run.world.stands(step.name())) {
        run.violations.add(key + " is done although " + step.name() + " relied on it and stands");
      }
    }
  }

  private static boolean isAwaited(Step step) {
    return Own.isAwaited(step.action().to());
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
    goal(run);
    for (Step step : run.definition.steps()) {
      if (isAwaited(step)) {
        continue; // nobody has a balance of it
      }
      int balance = run.world.balances.getOrDefault(step.name(), 0);
      boolean listed =
          Objects.requireNonNull(saga.ended()).losses().stream()
              .anyMatch(loss -> loss.step().equals(step.name()));
      boolean kept = step.undo() == null && !step.irreversible();
      if (saga.ended().outcome() == COMPLETED) {
        completed(run, step, balance, listed);
      } else if (balance != 0 && !listed && !kept) {
        run.violations.add("compensated, yet " + step.name() + " has balance " + balance);
      }
    }
  }

  /** What counts stands once; what was skipped or given up does not, unless it cannot be undone. */
  private static void completed(Simulation run, Step step, int balance, boolean listed) {
    Effect newest = run.saga().action(step.name());
    boolean out = newest == null || newest.rung() == Rung.SKIPPED;
    boolean givenUp = newest != null && newest.givenUp();
    boolean kept = newest != null && (newest.loss() || newest.goneWithout());
    boolean excused = givenUp ? kept || step.undo() == null : listed && !out;
    boolean nothingToUndo = step.undo() == null && !step.irreversible();
    boolean anew = nothingToUndo && run.saga().actions(step.name()).size() > 1; // the first stays
    boolean more = !out && !givenUp && anew && balance > 1;
    if (balance != (out || givenUp ? 0 : 1) && !excused && !more) {
      run.violations.add("completed, yet " + step.name() + " has balance " + balance);
    }
  }

  /** A goal that counts is met by the balances, unless what stood was taken for the end. */
  private static void goal(Simulation run) {
    boolean completed = Objects.requireNonNull(run.saga().ended()).outcome() == COMPLETED;
    Goal goal = run.definition.complete().goal();
    if (!completed || takenForTheEnd(run)) {
      return;
    }
    if (goal instanceof Goal.AtLeast least) {
      long standing = least.of().stream().filter(run.world::stands).count();
      if (standing < least.count()) {
        run.violations.add("completed with " + standing + " of " + least);
      }
    }
    if (goal instanceof Goal.Any
        && run.definition.stepNames().stream().noneMatch(run.world::stands)) {
      run.violations.add("completed, and nothing stands");
    }
  }

  /** When it last ended, an operator, or its own definition, took an unmet goal for enough. */
  private static boolean takenForTheEnd(Simulation run) {
    Set<Integer> unmet = new HashSet<>();
    boolean taken = false;
    for (SagaEvent event : run.log) {
      switch (event) {
        case SagaEvent.QuestionOpened q when q.kind() == DivergenceKind.UNMET ->
            unmet.add(q.question());
        case SagaEvent.QuestionAnswered a when unmet.contains(a.question()) ->
            taken |= a.choice() == Choice.ACCEPT;
        case SagaEvent.Diverged d when d.kind() == DivergenceKind.UNMET ->
            taken |= d.reaction() == Reaction.CONTINUE;
        case SagaEvent.SagaReopened _ -> taken = false;
        default -> {}
      }
    }
    return taken;
  }
}
