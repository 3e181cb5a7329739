package io.meanwhile.app.format;

import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what completion means: {@code all}, {@code any}, so many of some, or an expression. */
final class Completions {
  private static final Keys KEYS = Keys.of("when", "level");
  private static final Keys AT_LEAST = Keys.of("atLeast", "of");

  private Completions() {}

  static Completion read(Section parent, List<Step> steps) {
    Section section = parent.section("complete", KEYS);
    if (section == null) {
      return Completion.ALL_FINAL;
    }
    Node level = section.node("level");
    return new Completion(
        goal(section, section.node("when"), steps.stream().map(Step::name).toList()),
        level == null ? Level.FINAL : Steps.level(level, section.at("level"), parent.flaws()));
  }

  private static Goal goal(Section section, @Nullable Node when, List<String> steps) {
    return switch (when) {
      case null -> new Goal.All();
      case Node.Fields _ -> atLeast(section, steps);
      case Node.Items _ -> {
        section.flaw(
            "wrong-type", "when", "when is a word, atLeast with of, or an expression", null);
        yield new Goal.All();
      }
      case Node.Scalar scalar -> word(section, scalar);
    };
  }

  private static Goal word(Section section, Node.Scalar scalar) {
    if ("all".equals(scalar.value())) {
      return new Goal.All();
    }
    return "any".equals(scalar.value())
        ? new Goal.Any()
        : new Goal.Holds(Templates.expression(scalar, section.at("when"), section.flaws()));
  }

  /** Without {@code of} every step is a member. */
  private static Goal atLeast(Section parent, List<String> steps) {
    Section section = Objects.requireNonNull(parent.section("when", AT_LEAST));
    section.require("atLeast");
    Integer count = section.whole("atLeast", 1, Steps.MOST);
    List<String> of = section.has("of") ? names(section) : steps;
    return count == null || of.isEmpty() ? new Goal.All() : new Goal.AtLeast(count, of);
  }

  private static List<String> names(Section section) {
    List<String> names = new ArrayList<>();
    if (section.node("of") instanceof Node.Items items) {
      for (Node item : items.items()) {
        if (item instanceof Node.Scalar scalar && scalar.value() instanceof String name) {
          names.add(name);
        } else {
          String pointer = Pointers.child(section.at("of"), names.size());
          section
              .flaws()
              .add("wrong-type", item.place(), pointer, "expected a step, found " + item.kind());
        }
      }
    }
    if (names.isEmpty() && section.node("of") != null) {
      section.flaw("wrong-type", "of", "of must be a list of steps", null);
    }
    return names;
  }
}
