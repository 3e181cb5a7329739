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
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** What must hold at the participants, whatever the log says. */
final class Judge {
  private Judge() {}

  /** When an action first reaches its participant, what it waited for stands there. */
  static void begun(Simulation run, EffectKey key) {
    boolean otherwise = migrated(run); // it waited for what another version says: see Watch
    if (!key.isAction() || run.saga().backward() || otherwise) {
      return;
    }
    Step step = run.definition.step(key);
    step.after()
        .forEach((beside, level) -> {
          String before = Watch.beside(key.place(), beside);
          boolean without =
              isAwaited(run.definition.step(before))
                  || run.definition.step(before).flow() != null
                  || isLoss(run.saga(), before)
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
      } else if (event instanceof SagaEvent.StepSkipped s && s.effect().place().equals(step)) {
        skipped = true;
      } else if (event instanceof SagaEvent.SkipLifted l && l.effect().place().equals(step)) {
        skipped = false;
      }
    }
    return false;
  }

  /** When an action is undone, nothing that relied on it, however far down, stands any more. */
  static void undone(Simulation run, EffectKey key) {
    boolean undo = !key.isAction() && run.world.outside(key).state == World.State.DONE;
    boolean without = isLoss(run.saga(), key.step()); // nobody relied on it
    if (!undo || key.isMember() || without || run.world.stands(key.step())) {
      return;
    }
    if (migrated(run)) {
      undoneByKeys(run, key);
      return;
    }
    Set<String> onIt = new HashSet<>(Set.of(key.step()));
    for (Step step : run.definition.steps()) { // what comes first is written first
      if (!Collections.disjoint(step.after().keySet(), onIt)) {
        onIt.add(step.name());
        for (String place : places(run)) {
          boolean itself = EffectKey.action(place, 1).step().equals(step.name());
          if (itself && stillStands(run, place)) {
            run.violations.add(key + " is done although " + place + " relied on it and stands");
          }
        }
      }
    }
  }

  /** The same by what each action relied on when it was requested, whatever version that was. */
  private static void undoneByKeys(Simulation run, EffectKey undo) {
    Set<EffectKey> onIt = new HashSet<>(Set.of(undo.undone()));
    for (Effect effect : run.saga().all()) { // who relies was requested later
      if (!Collections.disjoint(effect.reliedOn(), onIt)) {
        onIt.add(effect.key());
        if (run.world.outside(effect.key()).state == World.State.DONE
            && stillStands(run, effect.key().place())) {
          run.violations.add(undo + " is done although " + effect.key() + " relied on it");
        }
      }
    }
  }

  private static boolean stillStands(Simulation run, String place) {
    Step step = step(run, place);
    return !isAwaited(step)
        && step.undo() != null
        && !step.irreversible()
        && !isLoss(run.saga(), EffectKey.action(place, 1).step())
        && run.world.stands(place);
  }

  /** Where something is asked for: the steps that are no groups, and the members there are. */
  private static Set<String> places(Simulation run) {
    Set<String> places = new LinkedHashSet<>();
    run.definition.steps().stream()
        .filter(step -> step.flow() == null)
        .forEach(step -> places.add(step.name()));
    run.saga().all().stream()
        .map(effect -> effect.key().place())
        .filter(place -> step(run, place).flow() == null)
        .forEach(places::add);
    return places;
  }

  /** The step as the newest action of it is bound to it. */
  private static Step step(Simulation run, String place) {
    Effect newest = run.saga().action(place);
    return newest == null ? run.definition.step(place) : run.definition.step(newest.key());
  }

  private static boolean migrated(Simulation run) {
    return !run.saga().migrated().earlier().isEmpty();
  }

  private static boolean isAwaited(Step step) {
    return Own.isAwaited(step.action().to());
  }

  /** True for a group also when one within it is. */
  private static boolean isLoss(Saga saga, String place) {
    return saga.all().stream()
        .filter(e -> e.loss() || e.goneWithout())
        .map(e -> e.key().place())
        .anyMatch(lost -> lost.equals(place) || lost.startsWith(place + "."));
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
    for (String place : places(run)) {
      Step step = step(run, place);
      if (isAwaited(step)) {
        continue; // nobody has a balance of it
      }
      int balance = run.world.balances.getOrDefault(place, 0);
      boolean listed =
          Objects.requireNonNull(saga.ended()).losses().stream()
              .anyMatch(loss -> loss.place().equals(place));
      boolean kept = step.undo() == null && !step.irreversible();
      if (saga.ended().outcome() == COMPLETED) {
        completed(run, place, balance, listed);
      } else if (balance != 0 && !listed && !kept) {
        run.violations.add("compensated, yet " + place + " has balance " + balance);
      }
    }
  }

  /** What counts stands once; what was skipped or given up does not, unless it cannot be undone. */
  private static void completed(Simulation run, String place, int balance, boolean listed) {
    Step step = step(run, place);
    Effect newest = run.saga().action(place);
    boolean out = newest == null || newest.rung() == Rung.SKIPPED;
    boolean givenUp = newest != null && newest.givenUp();
    boolean kept = newest != null && (newest.loss() || newest.goneWithout());
    boolean excused = givenUp ? kept || step.undo() == null : listed && !out;
    boolean nothingToUndo = step.undo() == null && !step.irreversible();
    boolean anew = nothingToUndo && run.saga().actions(place).size() > 1; // the first stays
    boolean more = !out && !givenUp && anew && balance > 1;
    if (balance != (out || givenUp ? 0 : 1) && !excused && !more) {
      run.violations.add("completed, yet " + place + " has balance " + balance);
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
