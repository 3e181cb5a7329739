package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Decision;
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
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    if (!turn.definition.guarded().isEmpty()) {
      Guards.lift(turn);
    }
    begin(turn);
  }

  /** Begins every step that can. */
  private static void begin(Turn turn) {
    Set<String> let = Guards.ask(turn);
    boolean givenUp = false;
    for (Step step : turn.definition.steps()) {
      Effect first = turn.saga().effect(EffectKey.action(step.name(), 1));
      if (first == null) {
        boolean open = step.when() == null || let.contains(step.name());
        if (open && mayStart(turn, step)) {
          request(turn, step, 1, turn.at);
        }
      } else if (first.givenUp()) {
        Again.begin(turn, step);
        givenUp = true;
      }
    }
    if (givenUp) {
      Unmet.check(turn);
    }
  }

  /** True when nothing but its guard can keep the step from beginning. */
  static boolean couldBegin(Turn turn, Step step) {
    return turn.saga().effect(EffectKey.action(step.name(), 1)) == null && mayStart(turn, step);
  }

  /** The same for another generation as well. */
  static boolean mayStart(Turn turn, Step step) {
    if (turn.saga().backward() || turn.saga().held() != null) {
      return false;
    }
    boolean stopped =
        turn.saga().parked()
            && (turn.asksAbout(step.name())
                || Pivot.of(turn.definition, turn.saga()) != Pivot.PASSED);
    return !stopped
        && step.after().entrySet().stream().allMatch(e -> stands(turn, e.getKey(), e.getValue()))
        && Guards.reads(step).stream().allMatch(e -> stands(turn, e, Guards.levelOf(step, e)));
  }

  private static boolean stands(Turn turn, String place, Level level) {
    Effect effect = turn.saga().action(place);
    return effect != null && effect.satisfies(level) && !inQuestion(turn, effect.key());
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
  static void request(Turn turn, Step step, int generation, Instant sendAt) {
    Object input;
    try {
      input = DataScope.fill(step.action().with(), DataScope.of(turn.definition, turn.saga()));
    } catch (ExpressionException failed) {
      String why =
          "The input of step " + step.name() + " cannot be computed: " + failed.getMessage();
      turn.diverged(
          null, DivergenceKind.EXPRESSION, "an input for " + step.name(), why, Reaction.PARK);
      Parking.open(turn, step.name(), DivergenceKind.EXPRESSION, why);
      return;
    }
    turn.emit(
        new SagaEvent.EffectRequested(
            turn.at,
            EffectKey.action(step.name(), generation),
            step.action().to(),
            input,
            reliesOn(turn, step),
            sendAt,
            sendAt.plus(step.action().deadline())));
  }

  /**
   * What the step waited for and what its guard read. Where one of these was skipped, also what
   * that was read from: the skip may be lifted, what follows from it stays.
   */
  static List<EffectKey> reliesOn(Turn turn, Step step) {
    List<EffectKey> keys = new ArrayList<>();
    for (String place : step.after().keySet()) {
      relyOn(turn.saga().action(place), keys);
    }
    for (String place : Guards.reads(step)) {
      relyOn(turn.saga().action(place), keys);
    }
    return keys;
  }

  private static void relyOn(@Nullable Effect effect, List<EffectKey> keys) {
    if (effect == null || keys.contains(effect.key())) {
      return;
    }
    keys.add(effect.key());
    if (effect.rung() == Rung.SKIPPED) {
      effect.reliedOn().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
    }
  }

  /**
   * Ends the saga when every step stands, wanted and as expected, at the goal's level, and nothing
   * is owed. A cancel that is held must be answered first.
   */
  static void complete(Turn turn) {
    boolean open = turn.saga().parked() || turn.saga().held() != null;
    if (open || !goalMet(turn) || !Backward.allSettled(turn)) {
      return;
    }
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

  private static boolean goalMet(Turn turn) {
    for (Step step : turn.definition.steps()) {
      Effect effect = turn.saga().action(step.name());
      if (effect == null || !effect.satisfies(turn.definition.complete().level())) {
        return false;
      }
    }
    return true;
  }

  private static List<EffectKey> losses(Turn turn) {
    return turn.saga().all().stream()
        .filter(effect -> effect.loss() && effect.key().isAction())
        .map(Effect::key)
        .toList();
  }
}
