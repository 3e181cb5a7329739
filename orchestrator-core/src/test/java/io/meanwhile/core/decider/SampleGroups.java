package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps that are groups, short to write. */
final class SampleGroups {
  static final Join ALL = new Join.All();
  static final Join ANY = new Join.AtLeast(1);

  private SampleGroups() {}

  static Join atLeast(int count) {
    return new Join.AtLeast(count);
  }

  /** A branch for each of {@code input.items}; its body is the step itself. */
  static Step fanOut(Step body, Join join, int parallel) {
    return fanOut(body, join, parallel, false);
  }

  static Step fanOut(Step body, Join join, int parallel, boolean drops) {
    Expression items = Expression.compile("input.items");
    Step inner = renamed(body, Map.of());
    Flow flow = new Flow.FanOut(items, parallel, join, drops, inner);
    return Step.group(body.name(), body.after(), null, flow);
  }

  private static Step renamed(Step body, Map<String, Level> after) {
    return new Step(
        body.name(),
        after,
        body.action(),
        body.undo(),
        body.pivot(),
        body.irreversible(),
        body.when(),
        body.undoing(),
        body.flow());
  }

  static Step group(String name, Join join, boolean drops, Step... steps) {
    return group(name, join, drops, null, steps);
  }

  static Step group(
      String name, Join join, boolean drops, @Nullable Duration deadline, Step... steps) {
    return Step.group(name, Map.of(), deadline, new Flow.Group(List.of(steps), join, drops));
  }

  static Step loop(Step body, String until, int max, Duration pause) {
    Flow flow = new Flow.Loop(Expression.compile(until), max, pause, renamed(body, Map.of()));
    return Step.group(body.name(), body.after(), null, flow);
  }

  /** The same group, once these stand. */
  static Step after(Step group, String... names) {
    Map<String, Level> after = new LinkedHashMap<>();
    for (String name : names) {
      after.put(name, Level.FINAL);
    }
    return renamed(group, after);
  }

  static Map<String, Object> items(Object... items) {
    return Map.of("items", List.of(items));
  }
}
