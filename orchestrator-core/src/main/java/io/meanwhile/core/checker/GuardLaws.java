package io.meanwhile.core.checker;

import io.meanwhile.core.decider.Guards;
import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds for guards: reckoned from the input, and from the results of what stands. */
final class GuardLaws {
  private GuardLaws() {}

  /** What begins is not to be left out, unless an operator says so. */
  static @Nullable Wrong begun(
      Definition definition, Saga before, SagaCommand command, EffectKey key) {
    boolean answered = command instanceof SagaCommand.AnswerQuestion;
    return answered || !Boolean.FALSE.equals(holds(definition, before, key))
        ? null
        : new Wrong(6, key + " begins although its guard is false.");
  }

  /** A member is left out by its guard alone, or by an operator. */
  static @Nullable Wrong leftOut(
      Definition definition, Saga before, SagaCommand command, SagaEvent.StepSkipped e) {
    boolean other = command instanceof SagaCommand.AnswerQuestion || !e.effect().isMember();
    return other || !Boolean.TRUE.equals(holds(definition, before, e.effect()))
        ? null
        : new Wrong(7, e.effect() + " is left out although its guard is true.");
  }

  /** At an end that wants all steps none is left out whose guard is true, unless for good. */
  static @Nullable Wrong completed(Definition definition, Saga saga) {
    for (Step step : definition.steps()) {
      Effect effect = step.when() == null ? null : saga.action(step.name());
      boolean out = effect != null && effect.rung() == Rung.SKIPPED;
      if (effect == null || !out || effect.reliedOn().isEmpty()) {
        continue;
      }
      if (Boolean.TRUE.equals(holds(definition, saga, effect.key()))) {
        return new Wrong(7, "It is COMPLETED without " + step.name() + ", whose guard is true.");
      }
    }
    return null;
  }

  /** Null where there is no guard, or where it cannot be computed. */
  private static @Nullable Boolean holds(Definition definition, Saga saga, EffectKey key) {
    Expression guard = definition.step(key.place()).when();
    if (guard == null) {
      return null;
    }
    Map<String, Map<String, @Nullable Object>> steps = new LinkedHashMap<>();
    for (String name : guard.stepsRead()) {
      Effect read = saga.action(Guards.seen(definition, key.place(), name));
      if (read != null && read.stands() == Stands.YES) {
        steps.put(name, Collections.singletonMap("result", read.result()));
      }
    }
    Scope scope = Scope.of(saga.input(), steps, Map.of("id", saga.id()));
    try {
      return guard.holds(item(saga, key.place(), scope));
    } catch (ExpressionException failed) {
      return null;
    }
  }

  /** With the item of the nearest fan-out around that place. */
  private static Scope item(Saga saga, String place, Scope scope) {
    String inner = place;
    for (Effect outer = saga.around(inner); outer != null; outer = saga.around(inner)) {
      if (outer.members() != null && outer.input() instanceof List<?> items) {
        int index = Integer.parseInt(inner.substring(outer.key().place().length() + 1));
        return scope.withItem(items.get(index), index);
      }
      inner = outer.key().place();
    }
    return scope;
  }
}
