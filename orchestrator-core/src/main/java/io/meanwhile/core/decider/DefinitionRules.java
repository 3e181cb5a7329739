package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a definition must satisfy beyond its shape; all flaws are found at once. */
public final class DefinitionRules {
  private static final List<String> ITEM = List.of("item", "index");

  private final Definition definition;
  private final List<Flaw> flaws = new ArrayList<>();
  private final Set<String> names;
  private final Ancestry ancestry;
  private final Surroundings around;

  private DefinitionRules(Definition definition, Surroundings around) {
    this.definition = definition;
    this.around = around;
    this.names = new LinkedHashSet<>(definition.stepNames());
    this.ancestry = new Ancestry(definition.steps());
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
    DefinitionRules rules = new DefinitionRules(definition, Surroundings.NONE);
    if (definition.steps().isEmpty()) {
      rules.flaw("no-steps", "/steps", "A saga needs at least one step.", null);
      return rules.flaws;
    }
    rules.all();
    rules.flaws.addAll(GoalRules.check(definition));
    return List.copyOf(rules.flaws);
  }

  /** The flaws of the members of a group; pointers are as if they were the definition's steps. */
  static List<Flaw> ofMembers(Definition members, Surroundings around) {
    DefinitionRules rules = new DefinitionRules(members, around);
    rules.all();
    return rules.flaws;
  }

  private void all() {
    names();
    cycles();
    boolean ordered = flaws.isEmpty();
    expressions(ordered);
    irreversibles();
    flaws.addAll(ReactionRules.check(definition, ancestry));
    FlowRules flows = new FlowRules(definition, around);
    for (Step step : definition.steps()) {
      Predicate<String> before = name -> !ordered || ancestry.isBefore(name, step.name());
      flows.list(step).forEach(each -> expression(pointer(step, "each"), each, before, false));
      flaws.addAll(flows.check(step, names.stream().filter(before).toList()));
    }
  }

  private void flaw(String code, String pointer, String message, @Nullable String suggestion) {
    flaws.add(new Flaw(code, pointer, message, suggestion));
  }

  private void names() {
    Set<String> seen = new HashSet<>();
    for (Step step : definition.steps()) {
      if (!seen.add(step.name()) || around.hides(step.name())) {
        flaw("duplicate-step", "/steps/" + step.name(), "The step is defined twice.", null);
      }
    }
    for (Step step : definition.steps()) {
      for (String before : step.after().keySet()) {
        if (!names.contains(before)) {
          String message =
              "Step " + step.name() + " runs after " + before + ", which does not exist.";
          flaw("unknown-step", pointer(step, "after"), message, Nearest.to(before, names));
        }
      }
    }
  }

  /** A name within a JSON pointer (RFC 6901). */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String pointer(Step step, String rest) {
    return "/steps/" + step.name() + "/" + rest;
  }

  private void cycles() {
    List<String> cycle = ancestry.cycle();
    if (!cycle.isEmpty()) {
      String message =
          cycle.size() == 1
              ? "Step " + cycle.getFirst() + " waits for itself."
              : "These steps wait for each other: " + String.join(", ", cycle) + ".";
      flaw("cycle", "/steps/" + cycle.getFirst() + "/after", message, null);
    }
  }

  /**
   * @param ordered whether the order of the steps is known: while it is not, nothing is said of it
   */
  private void expressions(boolean ordered) {
    for (Step step : definition.steps()) {
      Predicate<String> before = name -> !ordered || ancestry.isBefore(name, step.name());
      Predicate<String> orItself = name -> name.equals(step.name()) || before.test(name);
      call(step, step.action(), "", before, orItself, false);
      guard(step, before);
      if (step.undo() != null) {
        call(step, step.undo(), "undo/", orItself, orItself, true);
      }
    }
    template(definition.result(), "/result", _ -> true, false);
    definition
        .attributes()
        .forEach((name, expression) ->
            expression("/attributes/" + escaped(name), expression, _ -> false, false));
  }

  private void call(
      Step step,
      Call call,
      String at,
      Predicate<String> input,
      Predicate<String> expectation,
      boolean resultInInput) {
    template(asked(call), pointer(step, at + withKey(call)), input, resultInInput);
    if (call.expect() != null) {
      expression(pointer(step, at + "expect"), call.expect(), expectation, true);
      condition(pointer(step, at + "expect"), call.expect());
    }
  }

  /** What is written under that key. */
  private static @Nullable Template asked(Call call) {
    boolean saga = Own.of(call.to()) == Own.SAGA;
    return saga && call.with() instanceof Template.Fields all
        ? all.fields().get("input")
        : call.with();
  }

  /** The key under which what is asked is written. */
  private static String withKey(Call call) {
    return switch (Own.of(call.to())) {
      case TIMER -> "sleep";
      case MESSAGE -> "match";
      case DECISION -> "decide";
      case SAGA -> "with";
      case null -> "with";
    };
  }

  private void guard(Step step, Predicate<String> sees) {
    Expression guard = step.when();
    if (guard != null) {
      expression(pointer(step, "when"), guard, sees, false);
      condition(pointer(step, "when"), guard);
    }
  }

  private void condition(String pointer, Expression expression) {
    if (!expression.isCondition()) {
      String message = "The expression is never true or false: " + expression + ".";
      flaw("not-a-condition", pointer, message, null);
    }
  }

  private void template(
      @Nullable Template template, String pointer, Predicate<String> sees, boolean result) {
    switch (template) {
      case null -> {}
      case Template.Literal _, Template.Secret _ -> {}
      case Template.Computed computed -> expression(pointer, computed.expression(), sees, result);
      case Template.Fields fields ->
          fields
              .fields()
              .forEach(
                  (name, field) -> template(field, pointer + "/" + escaped(name), sees, result));
      case Template.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          template(items.items().get(i), pointer + "/" + i, sees, result);
        }
      }
    }
  }

  private void expression(
      String pointer, Expression expression, Predicate<String> sees, boolean result) {
    for (String read : expression.stepsRead()) {
      if (around.shows(read)) {
        continue;
      }
      if (!names.contains(read)) {
        String message = "The expression reads steps." + read + ", which does not exist.";
        flaw("unknown-step", pointer, message, Nearest.to(read, names));
      } else if (!sees.test(read)) {
        String message =
            "The expression reads steps."
                + read
                + ", which may not have run yet: name it in 'after'.";
        flaw("step-not-before", pointer, message, null);
      }
    }
    if (!around.items() && !Collections.disjoint(expression.variablesRead(), ITEM)) {
      flaw("no-item-here", pointer, "There is no 'item' here: it is of a step with 'each'.", null);
    }
    if (!result && expression.variablesRead().contains("result")) {
      flaw("no-result-here", pointer, "There is no 'result' here; use steps.NAME.result.", null);
    }
  }

  private void irreversibles() {
    for (Step step : definition.steps()) {
      if (step.irreversible() && step.undo() != null) {
        String message = "A step is either irreversible or has an undo, not both.";
        flaw("irreversible-undo", pointer(step, "undo"), message, null);
      }
    }
  }
}
