package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Undoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a definition, in the order written. */
final class Steps {
  /** More steps than this in one saga are a mistake, or an attack. */
  static final int MOST = 1000;

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{0,62}");
  private static final Keys STEP_KEYS =
      Keys.of(
              "call",
              "with",
              "after",
              "when",
              "answer",
              "deadline",
              "retry",
              "confirm",
              "expect",
              "returns",
              "probe",
              "grace",
              "validFor",
              "remembers",
              "pivot",
              "retriable",
              "irreversible",
              "onDivergence",
              "undo")
          .later("parallel", "join", "losers", "observers", "quorum")
          .others("each", "repeat", "steps", "proposes", "await", "decide", "sleep", "saga");

  private final Calls calls;
  private final Set<String> names;
  private final Flaws flaws;

  /** In how many groups these lie. */
  private final int depth;

  private Steps(Calls calls, Set<String> names, Flaws flaws, int depth) {
    this.depth = depth;
    this.calls = calls;
    this.names = names;
    this.flaws = flaws;
  }

  static List<Step> read(Section definition, Calls calls) {
    return read(definition, calls, 0);
  }

  private static List<Step> read(Section definition, Calls calls, int depth) {
    definition.require("steps");
    Node node = definition.node("steps");
    if (node == null) {
      return List.of();
    }
    String pointer = definition.at("steps");
    Flaws flaws = definition.flaws();
    Section section = Section.open(node, pointer, flaws);
    Set<String> names = new LinkedHashSet<>();
    section.entries().forEach(entry -> names.add(entry.getKey()));
    List<Step> steps = new Steps(calls, names, flaws, depth).all(section);
    if (node instanceof Node.Fields && (steps.isEmpty() || steps.size() > MOST)) {
      definition.flaw("bad-number", "steps", "there must be 1 to " + MOST + " steps", null);
    }
    return steps;
  }

  private List<Step> all(Section section) {
    List<Step> steps = new ArrayList<>();
    String previous = null;
    for (Map.Entry<String, Node.Field> entry : section.entries()) {
      String name = entry.getKey();
      if (!NAME.matcher(name).matches()) {
        section.flaw("bad-name", name, "a step's name must look like " + NAME.pattern(), null);
      }
      steps.add(step(name, previous, entry.getValue().value(), section.at(name)));
      previous = name;
    }
    return steps;
  }

  private Step step(String name, @Nullable String previous, Node node, String pointer) {
    Section section =
        Section.of(node, pointer, OwnSteps.keys(node, Groups.keys(node, STEP_KEYS)), flaws);
    Groups.check(section, depth);
    Map<String, Level> after = after(section, previous);
    Expression guard = Templates.expression(section, "when");
    if (!Groups.isGroup(section)) {
      return call(name, after, section).guarded(guard);
    }
    Step body = section.has("steps") ? null : call(name, Map.of(), section);
    boolean group = section.has("each") || section.has("steps") || section.has("repeat");
    if (body != null && !group) {
      Flow flow = Proposes.read(section, body, (call, one) -> call(call, Map.of(), one));
      return Step.group(name, after, null, flow).guarded(guard);
    }
    return Groups.read(section, name, after, guard, body, this::inner);
  }

  /** Groups that lie too deep are not looked into. */
  private List<Step> inner(Section group) {
    return depth < Flow.DEEPEST ? read(group, calls, depth + 1) : List.of();
  }

  private Step call(String name, Map<String, Level> after, Section section) {
    Section undo = section.section("undo", Calls.UNDO_KEYS);
    boolean irreversible = Boolean.TRUE.equals(section.truth("irreversible"));
    if (irreversible && undo != null) {
      section.flaw("irreversible-undo", "undo", "an irreversible step has no undo", null);
    }
    Call own = OwnSteps.read(section);
    Call action = own == null ? calls.read(section) : own;
    return new Step(
        name,
        after,
        Boolean.TRUE.equals(section.truth("retriable")) ? action.retriable() : action,
        undo == null ? OwnSteps.undo(action, irreversible) : calls.read(undo),
        Boolean.TRUE.equals(section.truth("pivot")),
        irreversible,
        null,
        undo == null ? OwnSteps.undoing(action) : undoing(undo));
  }

  private static Undoing undoing(Section undo) {
    Node level = undo.node("after");
    return new Undoing(
        level == null ? Level.FINAL : level(level, undo.at("after"), undo.flaws()),
        Boolean.TRUE.equals(undo.truth("atOnce")));
  }

  /** Absent: the step before it. A name, a list of names, or names with the level wanted. */
  private Map<String, Level> after(Section step, @Nullable String previous) {
    Node node = step.node("after");
    if (!step.has("after")) {
      return previous == null ? Map.of() : Map.of(previous, Level.FINAL);
    }
    Map<String, Level> after = new LinkedHashMap<>();
    String pointer = step.at("after");
    switch (node) {
      case null -> {}
      case Node.Fields fields ->
          fields
              .fields()
              .forEach((name, field) -> {
                Level level = level(step, name, field.value());
                add(after, name, level, field.key(), Pointers.child(pointer, name));
              });
      case Node.Items items -> {
        for (int i = 0; i < items.items().size(); i++) {
          name(items.items().get(i), Pointers.child(pointer, i), after);
        }
      }
      case Node.Scalar scalar -> name(scalar, pointer, after);
    }
    return after;
  }

  private void name(Node item, String pointer, Map<String, Level> after) {
    if (item instanceof Node.Scalar scalar && scalar.value() instanceof String name) {
      add(after, name, Level.FINAL, item.place(), pointer);
    } else {
      flaws.add("wrong-type", item.place(), pointer, Pointers.named(pointer, "a step", item));
    }
  }

  private void add(
      Map<String, Level> after, String name, Level level, Place place, String pointer) {
    if (!names.contains(name)) {
      flaws.add(
          "unknown-step", place, pointer, "there is no step " + name, Closest.to(name, names));
    } else if (after.put(name, level) != null) {
      flaws.add("duplicate-key", place, pointer, name + " is named twice");
    }
  }

  private static Level level(Section step, String name, Node node) {
    return level(node, Pointers.child(step.at("after"), name), step.flaws());
  }

  /** {@code final} unless it says {@code confirmed}. */
  static Level level(Node node, String pointer, Flaws flaws) {
    Object value = node instanceof Node.Scalar scalar ? scalar.value() : null;
    if ("confirmed".equals(value)) {
      return Level.CONFIRMED;
    }
    if (!"final".equals(value)) {
      String text = String.valueOf(value);
      flaws.add(
          "bad-level",
          node.place(),
          pointer,
          "a level is confirmed or final",
          Closest.to(text, List.of("confirmed", "final")));
    }
    return Level.FINAL;
  }
}
