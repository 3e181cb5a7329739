package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Examples.call;
import static io.meanwhile.core.checker.Examples.step;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One step of each kind that has a result. */
final class ReadSteps {
  static final Map<String, Function<String, Step>> KINDS = kinds();

  private ReadSteps() {}

  private static Map<String, Function<String, Step>> kinds() {
    Map<String, Function<String, Step>> kinds = new LinkedHashMap<>();
    kinds.put("a call", name -> step(name));
    kinds.put("a fan-out", name -> fanOut(name, new Join.All(), step(name)));
    kinds.put(
        "a fan-out of which one is enough", name -> fanOut(name, new Join.AtLeast(1), step(name)));
    kinds.put(
        "a group", name -> group(name, new Join.All(), step("to-one"), step("to-two", "to-one")));
    kinds.put("a race", name -> group(name, new Join.AtLeast(1), step("to-one"), step("to-two")));
    kinds.put("a loop", ReadSteps::loop);
    kinds.put("a fan-out of loops", name -> fanOut(name, new Join.All(), loop(name)));
    kinds.put("a step that proposes", ReadSteps::plan);
    kinds.put("a timer", name -> own(name, Own.TIMER, null));
    kinds.put("a message", name -> own(name, Own.MESSAGE, null));
    kinds.put("a decision", name -> own(name, Own.DECISION, null));
    kinds.put("another saga", name -> own(name, Own.SAGA, asked(Own.SAGA)));
    return kinds;
  }

  static Step fanOut(String name, Join join, Step body) {
    Expression items = Expression.compile("input.items");
    return Step.group(name, Map.of(), null, new Flow.FanOut(items, 2, join, false, body));
  }

  private static Step group(String name, Join join, Step... steps) {
    boolean race = join instanceof Join.AtLeast;
    return Step.group(name, Map.of(), null, new Flow.Group(List.of(steps), join, race));
  }

  private static Step loop(String name) {
    Expression until = Expression.compile("result.done");
    return Step.group(
        name, Map.of(), null, new Flow.Loop(until, 5, Duration.ofSeconds(1), step(name)));
  }

  private static Step plan(String name) {
    Flow.Allowed search = new Flow.Allowed(step("search"), false);
    return Step.group(
        name, Map.of(), null, new Flow.Proposing(step(name), List.of(search), 2, 1, 0));
  }

  private static Step own(String name, Own kind, @Nullable Call undo) {
    return new Step(name, Map.of(), asked(kind), undo, false, false);
  }

  private static Call asked(Own kind) {
    Call c = call("x/y");
    return new Call(
        kind.target(),
        null,
        c.answer(),
        c.deadline(),
        c.retry(),
        c.confirm(),
        null,
        null,
        c.grace());
  }
}
