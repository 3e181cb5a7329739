package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a definition must satisfy beyond its shape; all flaws are found at once. */
public final class DefinitionRules {
  private final Definition definition;
  private final List<Flaw> flaws = new ArrayList<>();
  private final Map<String, Set<String>> ancestors = new LinkedHashMap<>();

  private DefinitionRules(Definition definition) {
    this.definition = definition;
  }

  /**
   * One thing that is wrong.
   *
   * @param code stable, see docs/errors.md
   * @param pointer JSON pointer into the document
   * @param suggestion what was probably meant; null when there is no good guess
   */
  public record Flaw(String code, String pointer, String message, @Nullable String suggestion) {}

  /** Every flaw of the definition; none when it may be registered. */
  public static List<Flaw> check(Definition definition) {
    DefinitionRules rules = new DefinitionRules(definition);
    if (definition.steps().isEmpty()) {
      rules.flaw("no-steps", "/steps", "A saga needs at least one step.", null);
      return rules.flaws;
    }
    rules.names();
    if (rules.flaws.isEmpty()) {
      rules.cycles();
    }
    if (rules.flaws.isEmpty()) {
      rules.expressions();
      rules.pivots();
    }
    return List.copyOf(rules.flaws);
  }

  private void flaw(String code, String pointer, String message, @Nullable String suggestion) {
    flaws.add(new Flaw(code, pointer, message, suggestion));
  }

  private void names() {
    Set<String> known = new LinkedHashSet<>();
    for (Step step : definition.steps()) {
      if (!known.add(step.name())) {
        flaw("duplicate-step", "/steps/" + step.name(), "The step is defined twice.", null);
      }
    }
    for (Step step : definition.steps()) {
      for (String before : step.after().keySet()) {
        if (!known.contains(before)) {
          String message =
              "Step " + step.name() + " runs after " + before + ", which does not exist.";
          flaw("unknown-step", pointer(step, "after"), message, Nearest.to(before, known));
        }
      }
    }
  }

  private static String pointer(Step step, String rest) {
    return "/steps/" + step.name() + "/" + rest;
  }

  /** Depth first with an explicit stack of names: a definition may be a thousand steps long. */
  private void cycles() {
    Map<String, Integer> open = new LinkedHashMap<>();
    definition.steps().forEach(step -> open.put(step.name(), step.after().size()));
    Set<String> done = new LinkedHashSet<>();
    boolean progress = true;
    while (progress) {
      progress = false;
      for (Step step : definition.steps()) {
        if (!done.contains(step.name()) && done.containsAll(step.after().keySet())) {
          done.add(step.name());
          Set<String> all = new HashSet<>(step.after().keySet());
          step.after()
              .keySet()
              .forEach(before -> all.addAll(ancestors.getOrDefault(before, Set.of())));
          ancestors.put(step.name(), all);
          progress = true;
        }
      }
    }
    for (Step step : definition.steps()) {
      if (!done.contains(step.name())) {
        List<String> stuck =
            definition.stepNames().stream().filter(n -> !done.contains(n)).toList();
        String message = "These steps wait for each other: " + String.join(", ", stuck) + ".";
        flaw("cycle", pointer(step, "after"), message, null);
        return;
      }
    }
  }

  private void expressions() {
    for (Step step : definition.steps()) {
      Set<String> before = ancestors.getOrDefault(step.name(), Set.of());
      call(step, step.action(), "", before, false);
      if (step.undo() != null) {
        Set<String> undoSees = new HashSet<>(before);
        undoSees.add(step.name());
        call(step, step.undo(), "undo/", undoSees, true);
      }
    }
    Set<String> all = new HashSet<>(definition.stepNames());
    template(definition.result(), "/result", all, false);
    definition
        .attributes()
        .forEach(
            (name, expression) -> expression("/attributes/" + name, expression, Set.of(), false));
  }

  private void call(Step step, Call call, String at, Set<String> sees, boolean resultInInput) {
    template(call.with(), pointer(step, at + "with"), sees, resultInInput);
    if (call.expect() != null) {
      Set<String> andItself = new HashSet<>(sees);
      andItself.add(step.name());
      expression(pointer(step, at + "expect"), call.expect(), andItself, true);
    }
  }

  private void template(
      @Nullable Template template, String pointer, Set<String> sees, boolean result) {
    switch (template) {
      case null -> {}
      case Template.Literal _ -> {}
      case Template.Computed computed -> expression(pointer, computed.expression(), sees, result);
      case Template.Fields fields ->
          fields
              .fields()
              .forEach((name, field) -> template(field, pointer + "/" + name, sees, result));
      case Template.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          template(items.items().get(i), pointer + "/" + i, sees, result);
        }
      }
    }
  }

  private void expression(String pointer, Expression expression, Set<String> sees, boolean result) {
    Set<String> names = new LinkedHashSet<>(definition.stepNames());
    for (String read : expression.stepsRead()) {
      if (!names.contains(read)) {
        String message = "The expression reads steps." + read + ", which does not exist.";
        flaw("unknown-step", pointer, message, Nearest.to(read, names));
      } else if (!sees.contains(read)) {
        String message =
            "The expression reads steps."
                + read
                + ", which may not have run yet: name it in 'after'.";
        flaw("step-not-before", pointer, message, null);
      }
    }
    if (!result && expression.variablesRead().contains("result")) {
      flaw("no-result-here", pointer, "There is no 'result' here; use steps.NAME.result.", null);
    }
  }

  private void pivots() {
    for (Step step : definition.steps()) {
      if (step.irreversible() && step.undo() != null) {
        String message = "A step is either irreversible or has an undo, not both.";
        flaw("irreversible-undo", pointer(step, "undo"), message, null);
      }
    }
  }
}
