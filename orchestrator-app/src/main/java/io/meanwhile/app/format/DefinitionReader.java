package io.meanwhile.app.format;

import io.meanwhile.core.decider.DefinitionRules;
import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Child;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a definition, YAML or JSON, and tells everything that is wrong with it at once. */
public final class DefinitionReader {
  /** What a saga's name looks like. */
  public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int LONGEST_TITLE = 200;
  private static final Keys KEYS =
      Keys.of(
          "saga",
          "version",
          "title",
          "input",
          "attributes",
          "deadline",
          "defaults",
          "steps",
          "complete",
          "result",
          "onDivergence",
          "schedule");

  private DefinitionReader() {}

  /** A definition, or what is wrong with the text. */
  public sealed interface Outcome {

    /**
     * The definition.
     *
     * @param document as plain JSON-shaped data
     * @param warnings what is likely not meant so, in the order of the text
     */
    record Fine(Definition definition, Map<String, @Nullable Object> document, List<Flaw> warnings)
        implements Outcome {}

    /** Everything that is wrong, in the order of the text. */
    record Flawed(List<Flaw> flaws) implements Outcome {}
  }

  /** Reads with {@link DocumentLimits#DEFAULT}. */
  public static Outcome read(String text, Syntax syntax) {
    return read(text, syntax, DocumentLimits.DEFAULT);
  }

  /** Reads a text that does not say how it is written: what is JSON is read as JSON. */
  public static Outcome read(String text) {
    if (text.stripLeading().startsWith("{") && read(text, Syntax.JSON) instanceof Outcome.Fine it) {
      return it;
    }
    return read(text, Syntax.YAML);
  }

  /** Reads a definition; a text is never half accepted. */
  public static Outcome read(String text, Syntax syntax, DocumentLimits limits) {
    Flaws flaws = new Flaws();
    try {
      Node root = Documents.read(text, syntax, flaws, limits);
      Definition definition = definition(root, flaws);
      rules(definition, root, flaws);
      if (root instanceof Node.Fields fields && flaws.none()) {
        return new Outcome.Fine(
            definition, fields.value(), UnknownMembers.in(root, flaws.expressions()));
      }
      return new Outcome.Flawed(flaws.list());
    } catch (TreeException unreadable) {
      return new Outcome.Flawed(List.of(unreadable.flaw()));
    }
  }

  private static Definition definition(Node root, Flaws flaws) {
    Section section = Section.of(root, "", KEYS, flaws);
    section.require("saga");
    section.require("version");
    String name = section.text("saga", NAME, "bad-name");
    Integer version = section.whole("version", 1, Integer.MAX_VALUE);
    String title = section.text("title");
    if (title != null && title.length() > LONGEST_TITLE) {
      section.flaw("bad-title", "title", "longer than " + LONGEST_TITLE + " characters", null);
    }
    Calls calls = Calls.defaults(section.section("defaults", Calls.DEFAULT_KEYS));
    List<Step> steps = Steps.read(section, calls);
    Duration deadline = section.duration("deadline", SHORTEST, Calls.LONGEST);
    return new Definition(
        new DefinitionRef(
            Objects.requireNonNullElse(name, "unnamed"),
            Objects.requireNonNullElse(version, 1),
            flaws.none() ? Digests.of(root) : ""),
        title,
        schema(section),
        attributes(section),
        deadline,
        steps,
        Completions.read(section, steps),
        Templates.template(section, "result"),
        Reactions.read(section, deadline),
        ScheduleKeys.read(section));
  }

  private static @Nullable Object schema(Section section) {
    Node node = section.node("input");
    if (node == null) {
      return null;
    }
    SchemaCheck.check(node, section.at("input"), section.flaws());
    return node.value();
  }

  private static Map<String, Expression> attributes(Section parent) {
    Node node = parent.node("attributes");
    if (node == null) {
      return Map.of();
    }
    Section section = Section.open(node, parent.at("attributes"), parent.flaws());
    Map<String, Expression> attributes = new LinkedHashMap<>();
    section.entries().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(Child.ATTRIBUTES))
        .forEach(name ->
            section.flaw("bad-name", name, name + " is set by the orchestrator alone", null));
    section
        .entries()
        .forEach(entry ->
            attributes.put(
                entry.getKey(),
                Templates.expression(
                    entry.getValue().value(), section.at(entry.getKey()), parent.flaws())));
    return attributes;
  }

  /** The rules of the model; silent where the text itself is wrong already. */
  private static void rules(Definition definition, Node root, Flaws flaws) {
    for (DefinitionRules.Flaw flaw : DefinitionRules.check(definition)) {
      if (!flaws.touch(flaw.pointer())) {
        Place place = Pointers.place(root, flaw.pointer());
        flaws.add(flaw.code(), place, flaw.pointer(), flaw.message(), flaw.suggestion());
      }
    }
  }
}
