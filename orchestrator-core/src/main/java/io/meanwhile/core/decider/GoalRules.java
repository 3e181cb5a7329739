package io.meanwhile.core.decider;

import io.meanwhile.core.decider.DefinitionRules.Flaw;
import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.expression.ExpressionException;
import io.meanwhile.core.expression.Scope;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a goal must satisfy: it can be met, and not before anything was done. */
final class GoalRules {
  private static final String WHEN = "/complete/when";

  private final Set<String> names;
  private final Set<String> never = new LinkedHashSet<>();
  private final List<Flaw> flaws = new ArrayList<>();

  private GoalRules(Definition definition) {
    names = new LinkedHashSet<>(definition.stepNames());
    for (Step step : definition.guarded()) {
      if (isNever(step.when())) {
        never.add(step.name());
      }
    }
  }

  static List<Flaw> check(Definition definition) {
    GoalRules rules = new GoalRules(definition);
    switch (definition.complete().goal()) {
      case Goal.All _ -> {}
      case Goal.Any _ -> rules.reachable(1, definition.stepNames(), WHEN);
      case Goal.AtLeast least -> rules.atLeast(least);
      case Goal.Holds holds -> rules.holds(holds.expression());
    }
    return rules.flaws;
  }

  /** A guard that reads nothing says the same for every saga. */
  private static boolean isNever(@Nullable Expression guard) {
    if (guard == null || !guard.variablesRead().isEmpty()) {
      return false;
    }
    try {
      return Boolean.FALSE.equals(guard.evaluate(Scope.of(null, Map.of(), Map.of())));
    } catch (ExpressionException unclear) {
      return false; // it parks when it is asked, with the reason
    }
  }

  private void flaw(String code, String pointer, String message, @Nullable String suggestion) {
    flaws.add(new Flaw(code, pointer, message, suggestion));
  }

  private void atLeast(Goal.AtLeast least) {
    for (int i = 0; i < least.of().size(); i++) {
      String member = least.of().get(i);
      if (!names.contains(member)) {
        String message = "The goal names step " + member + ", which does not exist.";
        flaw("unknown-step", WHEN + "/of/" + i, message, Nearest.to(member, names));
      }
      if (least.of().indexOf(member) < i) {
        flaw("duplicate-step", WHEN + "/of/" + i, "The goal names the step twice.", null);
      }
    }
    if (flaws.isEmpty()) {
      reachable(least.count(), least.of(), WHEN + "/atLeast");
    }
  }

  private void reachable(int count, List<String> members, String pointer) {
    List<String> able = members.stream().filter(member -> !never.contains(member)).toList();
    if (count > able.size()) {
      String without = able.size() < members.size() ? " The guards of the others are false." : "";
      String message = "The goal needs " + count + " steps; only " + able.size() + " can stand.";
      flaw("goal-out-of-reach", pointer, message + without, null);
    }
  }

  private void holds(Expression expression) {
    if (!expression.isCondition()) {
      String message = "The expression is never true or false: " + expression + ".";
      flaw("not-a-condition", WHEN, message, null);
    }
    if (expression.variablesRead().contains("result")) {
      flaw("no-result-here", WHEN, "There is no 'result' here; use steps.NAME.result.", null);
    }
    if (expression.stepsRead().isEmpty()) {
      String message = "The goal reads no step, so nothing that happens can meet it.";
      flaw("goal-reads-no-step", WHEN, message, null);
    }
    for (String read : expression.stepsRead().stream().sorted().toList()) {
      if (!names.contains(read)) {
        String message = "The goal reads steps." + read + ", which does not exist.";
        flaw("unknown-step", WHEN, message, Nearest.to(read, names));
      } else if (never.contains(read)) {
        String message = "The goal reads steps." + read + ", whose guard is always false.";
        flaw("goal-out-of-reach", WHEN, message, null);
      }
    }
  }
}
