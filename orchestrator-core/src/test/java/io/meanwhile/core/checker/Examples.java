package io.meanwhile.core.checker;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions to check, short to write. */
final class Examples {
  private Examples() {}

  static Definition definition(Step... steps) {
    return definition(null, Completion.ALL_FINAL, steps);
  }

  static Definition definition(@Nullable Duration deadline, Completion goal, Step... steps) {
    return new Definition(
        new DefinitionRef("example", 1, "digest"),
        null,
        null,
        Map.of(),
        deadline,
        List.of(steps),
        goal,
        null);
  }

  static Call call(String to) {
    return call(to, 0, false, null);
  }

  static Call call(String to, int depth, boolean probed, @Nullable String expect) {
    return new Call(
        Target.parse(to),
        null,
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        new Retry(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0),
        depth == 0 ? new Finality.Reply() : new Finality.Depth(depth),
        expect == null ? null : Expression.compile(expect),
        probed ? Target.parse(to + "-status") : null,
        Duration.ofMinutes(5));
  }

  /** The same call, believed by another rule. */
  static Call observed(Call c, Finality confirm) {
    return new Call(
        c.to(),
        c.with(),
        c.answer(),
        c.deadline(),
        c.retry(),
        confirm,
        c.expect(),
        c.probe(),
        c.grace());
  }

  /** A step with an undo. */
  static Step step(String name, String... after) {
    return step(name, call(name + "/do"), call(name + "/undo"), after);
  }

  static Step withoutUndo(String name, String... after) {
    return step(name, call(name + "/do"), null, after);
  }

  static Step step(String name, Call action, @Nullable Call undo, String... after) {
    Map<String, Level> levels = new LinkedHashMap<>();
    for (String place : after) {
      boolean confirmed = place.endsWith("@confirmed");
      levels.put(place.replace("@confirmed", ""), confirmed ? Level.CONFIRMED : Level.FINAL);
    }
    return new Step(name, levels, action, undo, false, false);
  }

  static Step pivot(Step s) {
    return new Step(s.name(), s.after(), s.action(), s.undo(), true, s.irreversible());
  }

  static Step irreversible(Step s) {
    return new Step(s.name(), s.after(), s.action(), null, s.pivot(), true);
  }

  static Step guarded(Step s, String when) {
    return s.guarded(Expression.compile(when));
  }
}
