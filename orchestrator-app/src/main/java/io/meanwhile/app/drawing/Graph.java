package io.meanwhile.app.drawing;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be drawn: the steps by name, then what completion means, and who waits for whom. A
 * definition that was accepted has no cycle.
 */
record Graph(Map<String, List<Label>> nodes, List<Link> links) {
  /** The name of the last node; no step may have it. */
  static final String GOAL = "";

  /**
   * One node waits for another.
   *
   * @param level at which level
   */
  record Link(String from, String to, Level level) {}

  static Graph of(Definition definition) {
    Map<String, List<Label>> nodes = new LinkedHashMap<>();
    List<Link> links = new ArrayList<>();
    Set<String> last = new LinkedHashSet<>(definition.stepNames());
    for (Step step : definition.steps()) {
      nodes.put(step.name(), Labels.of(step));
      step.after()
          .forEach((before, level) -> {
            links.add(new Link(before, step.name(), level));
            last.remove(before);
          });
    }
    Completion complete = definition.complete();
    nodes.put(GOAL, Labels.of(complete));
    members(definition, complete.goal(), last)
        .forEach(name -> links.add(new Link(name, GOAL, complete.level())));
    return new Graph(nodes, links);
  }

  /** Where every step counts it is enough to show those that nothing waits for. */
  private static Collection<String> members(Definition definition, Goal goal, Set<String> last) {
    return switch (goal) {
      case Goal.All _ -> last;
      case Goal.Any _ -> definition.stepNames();
      case Goal.AtLeast some -> some.of();
      case Goal.Holds(Expression expression) ->
          definition.stepNames().stream().filter(expression.stepsRead()::contains).toList();
    };
  }
}
