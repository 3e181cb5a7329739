package io.meanwhile.core.decider;

import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Begins every step that can; true when any did, or could not for a reason that was recorded. */
  static boolean begin(Turn turn) {
    boolean any = false;
    for (Step step : turn.definition.steps()) {
      if (turn.saga().action(step.name()) == null && canBegin(turn, step)) {
        request(turn, step, 1, turn.at);
        any = true;
      }
    }
    return any;
  }

  private static boolean canBegin(Turn turn, Step step) {
    if (turn.saga().held() != null || turn.asksAbout(step.name())) {
      return false;
    }
    boolean stopped =
        turn.saga().parked() && Pivot.of(turn.definition, turn.saga()) != Pivot.PASSED;
    return !stopped
        && step.after().entrySet().stream().allMatch(e -> stands(turn, e.getKey(), e.getValue()));
  }

  private static boolean stands(Turn turn, String place, Level level) {
    Effect effect = turn.saga().action(place);
    return effect != null && effect.satisfies(level) && turn.questionAbout(effect.key()) == null;
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
      Parking.open(turn, step.name(), null, DivergenceKind.EXPRESSION, why, List.of(Choice.RETRY));
      return;
    }
    List<EffectKey> reliesOn = new ArrayList<>();
    for (String place : step.after().keySet()) {
      Effect effect = turn.saga().action(place);
      if (effect != null) {
        reliesOn.add(effect.key());
      }
    }
    turn.emit(
        new SagaEvent.EffectRequested(
            turn.at,
            EffectKey.action(step.name(), generation),
            step.action().to(),
            input,
            reliesOn,
            sendAt,
            sendAt.plus(step.action().deadline())));
  }

  /** Ends the saga when every step stands, wanted and as expected, at the goal's level. */
  static void complete(Turn turn) {
    if (turn.saga().parked() || !goalMet(turn)) {
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
      boolean met =
          effect != null && (effect.loss() || effect.satisfies(turn.definition.complete().level()));
      if (!met) {
        return false;
      }
    }
    return true;
  }

  static List<EffectKey> losses(Turn turn) {
    return turn.saga().all().stream()
        .filter(effect -> effect.loss() && effect.key().isAction())
        .map(Effect::key)
        .toList();
  }
}
