package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Going forward: the start, steps that can begin, and completion. */
final class Forward {
  private Forward() {}

  static Decision start(Turn turn, SagaCommand.Start start) {
    if (turn.saga().started()) {
      return new Decision.Events(List.of());
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(start.attributes());
    Scope scope = Scope.of(start.input(), Map.of(), Map.of("id", start.saga()));
    try {
      turn.definition
          .attributes()
          .forEach((name, expression) -> attributes.put(name, expression.evaluate(scope)));
    } catch (ExpressionException failed) {
      return turn.refused(
          "attribute-failed", "An attribute cannot be computed: " + failed.getMessage());
    }
    Instant deadline =
        turn.definition.deadline() == null ? null : turn.at.plus(turn.definition.deadline());
    turn.emit(
        new SagaEvent.SagaStarted(
            turn.at, start.saga(), turn.definition.ref(), start.input(), attributes, deadline));
    return turn.settled();
  }

  /** What was skipped is looked at anew, then everything begins that can. */
  static void advance(Turn turn) {
    boolean all = Goals.needsAll(turn.definition);
    if (!all || turn.definition.hasGuards()) {
      Guards.lift(turn);
    }
    boolean groups = turn.definition.hasGroups();
    boolean givenUp = false;
    boolean more = true;
    while (more) {
      boolean met = !all && Goals.met(turn.definition, turn.saga());
      givenUp |= !met && begin(turn);
      more = groups && Groups.advance(turn); // one that is in flight is kept, and goes on
    }
    if (!all && Goals.met(turn.definition, turn.saga())) {
      leaveOutTheRest(turn);
      Unmet.check(turn);
    } else if ((givenUp || !all) && Unmet.check(turn)) {
      advance(turn); // each time without one more step
    }
  }

  /** The goal is met: nothing more begins. What is in flight is kept. */
  private static void leaveOutTheRest(Turn turn) {
    Level level = turn.definition.complete().level();
    Relied winners = new Relied(turn.saga());
    Goals.satisfiedBy(turn.definition, turn.saga(), level).forEach(winners::on);
    for (Step step : turn.definition.steps()) {
      if (turn.saga().action(step.name()) == null) {
        Parking.moot(turn, step.name(), "The goal is met without it.");
        Guards.skip(turn, step, winners.keys(), "The goal is met without it.");
      }
    }
  }

  /**
   * Begins every step that can.
   *
   * @return true when a step's action was given up
   */
  private static boolean begin(Turn turn) {
    Set<String> let = Guards.ask(turn);
    boolean givenUp = false;
    for (Step step : turn.definition.steps()) {
      Effect first = turn.saga().effect(EffectKey.action(step.name(), 1));
      if (first == null) {
        boolean open = step.when() == null || let.contains(step.name());
        if (open && mayStart(turn, step.name(), step)) {
          request(turn, step.name(), step, 1, turn.at);
        }
      } else if (first.givenUp()) {
        Again.begin(turn, step.name(), step);
        givenUp = true;
      }
    }
    return givenUp;
  }

  /** True when nothing but its guard can keep the step from beginning. */
  static boolean couldBegin(Turn turn, Step step) {
    return turn.saga().effect(EffectKey.action(step.name(), 1)) == null
        && mayStart(turn, step.name(), step);
  }

  /** The same for another generation as well. */
  static boolean mayStart(Turn turn, String place, Step step) {
    if (turn.saga().backward() || turn.saga().held() != null) {
      return false;
    }
    boolean stopped =
        turn.saga().parked()
            && (turn.asksAbout(place) || Pivot.of(turn.definition, turn.saga()) != Pivot.PASSED);
    return !stopped
        && step.after().entrySet().stream()
            .allMatch(e -> stands(turn, beside(place, e.getKey()), e.getValue()))
        && Guards.reads(step).stream()
            .allMatch(read ->
                stands(
                    turn, Guards.seen(turn.definition, place, read), Guards.levelOf(step, read)));
  }

  /** Where the step of that name is that lies beside this place: in the same group, or in none. */
  static String beside(String place, String name) {
    int dot = place.lastIndexOf('.');
    return dot < 0 ? name : place.substring(0, dot + 1) + name;
  }

  private static boolean stands(Turn turn, String place, Level level) {
    Effect effect = turn.saga().action(place);
    return effect != null
        && effect.satisfies(level)
        && !inQuestion(turn, effect.key())
        && (effect.rung() != Rung.SKIPPED || stoodBefore(turn, place));
  }

  /** A step may be skipped before it could begin: what it would have waited for still counts. */
  private static boolean stoodBefore(Turn turn, String skipped) {
    return turn.definition.step(skipped).after().entrySet().stream()
        .allMatch(e -> stands(turn, beside(skipped, e.getKey()), e.getValue()));
  }

  /** What depends on the answer waits: on this action, or on what it relied on. */
  static boolean inQuestion(Turn turn, EffectKey key) {
    if (!turn.saga().parked()) {
      return false;
    }
    Set<EffectKey> looked = new HashSet<>();
    Deque<EffectKey> open = new ArrayDeque<>(List.of(key));
    while (!open.isEmpty()) {
      EffectKey next = open.remove();
      if (turn.questionAbout(next) != null) {
        return true;
      }
      Effect effect = turn.saga().effect(next);
      if (effect != null) { // a skip that was lifted is none
        effect.reliedOn().stream().filter(looked::add).forEach(open::add);
      }
    }
    return false;
  }

  /** Requests the given generation of a step's action; parks when its input cannot be computed. */
  static void request(Turn turn, String place, Step step, int generation, Instant sendAt) {
    Set<EffectKey> reliesOn = new LinkedHashSet<>();
    GivingUp.standing(turn, reliesOn(turn, place, step), reliesOn);
    EffectKey key = EffectKey.action(place, generation);
    if (step.flow() != null) {
      Groups.begin(turn, key, step, List.copyOf(reliesOn), sendAt);
      return;
    }
    Object input;
    Instant until;
    try {
      Scope scope = DataScope.at(turn.definition, turn.saga(), place);
      input = DataScope.fill(step.action().with(), scope);
      Awaited.check(step.action(), input);
      until = Timers.end(step.action(), input, sendAt);
    } catch (ExpressionException failed) {
      String why = "The input of step " + place + " cannot be computed: " + failed.getMessage();
      cannotCompute(turn, place, "an input for " + place, why);
      return;
    }
    turn.emit(
        new SagaEvent.EffectRequested(
            turn.at,
            key,
            step.action().to(),
            input,
            List.copyOf(reliesOn),
            sendAt,
            until,
            Validity.until(step.action(), sendAt)));
  }

  static void cannotCompute(Turn turn, String place, String expected, String why) {
    turn.diverged(null, DivergenceKind.EXPRESSION, expected, why, Reaction.PARK);
    Parking.open(turn, place, DivergenceKind.EXPRESSION, why);
  }

  /**
   * What the step waited for and what its guard read. Where one of these was skipped, also what
   * that was read from: the skip may be lifted, what follows from it stays.
   */
  static List<EffectKey> reliesOn(Turn turn, String place, Step step) {
    Relied relied = new Relied(turn.saga());
    relied.group(place);
    for (String name : step.after().keySet()) {
      relied.on(beside(place, name));
    }
    for (String name : Guards.reads(step)) {
      relied.on(Guards.seen(turn.definition, place, name));
    }
    return relied.keys();
  }

  /**
   * Ends the saga when its goal is met and everything begun is settled: it stands, wanted and as
   * expected, at the goal's level, or nothing is owed for it. A cancel that is held must be
   * answered first.
   */
  static void complete(Turn turn) {
    boolean reacts = !turn.saga().waiting().isEmpty(); // once the pause is over
    boolean open = turn.saga().parked() || turn.saga().held() != null || reacts;
    boolean ends =
        !open
            && Goals.met(turn.definition, turn.saga())
            && Backward.allSettled(turn)
            && (isAllThereIs(turn.definition) || Goals.keptIsSettled(turn.definition, turn.saga()));
    if (ends) {
      if (!Goals.needsAll(turn.definition)) {
        leaveOutTheRest(turn); // as far as a pause kept it from being left out
      }
      end(turn);
    }
  }

  /** True when what is begun, and wanted, is what the goal looks at. */
  private static boolean isAllThereIs(Definition definition) {
    return Goals.needsAll(definition) && !definition.hasGroups() && !definition.hasStepsApart();
  }

  /** An operator takes what stands for the end, although the goal is not met. */
  static void endAsItIs(Turn turn) {
    boolean settled =
        Backward.allSettled(turn) && Goals.keptIsSettled(turn.definition, turn.saga());
    if (settled && !turn.saga().parked()) {
      end(turn);
    }
  }

  private static void end(Turn turn) {
    Object result = null;
    try {
      if (turn.definition.result() != null) {
        result =
            DataScope.fill(turn.definition.result(), DataScope.of(turn.definition, turn.saga()));
      }
    } catch (ExpressionException failed) {
      turn.diverged(
          null,
          DivergenceKind.EXPRESSION,
          "the saga's result",
          "It cannot be computed: " + failed.getMessage(),
          Reaction.RECORD);
    }
    turn.emit(new SagaEvent.SagaEnded(turn.at, SagaStatus.COMPLETED, losses(turn), result));
  }

  /** What could not be undone, and what the goal was met without: begun, and then given up. */
  private static List<EffectKey> losses(Turn turn) {
    return turn.saga().all().stream()
        .filter(effect -> effect.key().isAction() && !effect.isGroup())
        .filter(effect -> effect.loss() || (effect.givenUp() && isNewest(turn, effect)))
        .map(Effect::key)
        .toList();
  }

  private static boolean isNewest(Turn turn, Effect action) {
    return action.equals(turn.saga().action(action.key().place()));
  }
}
