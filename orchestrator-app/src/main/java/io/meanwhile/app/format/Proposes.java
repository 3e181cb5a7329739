package io.meanwhile.app.format;

import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads which steps a participant may propose, and how they are asked for and undone. */
final class Proposes {
  private static final Keys KEYS = Keys.of("allow", "max", "depth");

  /** Those of a step, but for what the proposal says, and for what no member of a group has. */
  private static final Keys ALLOW =
      Keys.of(
              "call",
              "proposes",
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
              "retriable",
              "irreversible",
              "onDivergence",
              "undo")
          .later("pivot", "when");

  /** More calls than this in one list are a mistake. */
  private static final int MOST_CALLS = 100;

  private static final int MAX = 20;
  private static final int DEPTH = 1;

  private Proposes() {}

  /**
   * What a step may propose.
   *
   * @param call reads one that is allowed, given a name for it
   */
  static Flow read(Section step, Step body, BiFunction<String, Section, Step> call) {
    Section section = step.section("proposes", KEYS);
    List<Flow.Allowed> allow = new ArrayList<>();
    int max = MAX;
    int depth = DEPTH;
    if (section != null) {
      section.require("allow");
      max = Objects.requireNonNullElse(section.whole("max", 1, Flow.Proposing.MOST_PROPOSED), max);
      depth =
          Objects.requireNonNullElse(
              section.whole("depth", 1, Flow.Proposing.DEEPEST_PROPOSED), depth);
      allow.addAll(allow(section, call));
      deep(section, allow, depth);
    }
    if (allow.isEmpty()) { // which is noted
      allow.add(new Flow.Allowed(body, false));
    }
    return new Flow.Proposing(body, allow, max, depth, 0);
  }

  private static List<Flow.Allowed> allow(Section section, BiFunction<String, Section, Step> call) {
    Node node = section.node("allow");
    if (!(node instanceof Node.Items items)) {
      if (node != null) {
        section.flaw("wrong-type", "allow", "allow must be a list, found " + node.kind(), null);
      }
      return List.of();
    }
    if (items.items().isEmpty() || items.items().size() > MOST_CALLS) {
      String message = "allow must name 1 to " + MOST_CALLS + " calls";
      section.flaw("bad-number", "allow", message, null);
      return List.of();
    }
    List<Flow.Allowed> allow = new ArrayList<>();
    Set<Target> calls = new HashSet<>();
    for (int i = 0; i < items.items().size(); i++) {
      Node item = items.items().get(i);
      String at = Pointers.child(section.at("allow"), i);
      Section one = Section.of(fields(item), at, ALLOW, section.flaws());
      Step step = call.apply("allowed-" + i, one);
      if (one.has("call") && !calls.add(step.action().to()) && !one.flaws().touch(at)) {
        one.flaw("duplicate-key", "call", step.action().to() + " is allowed twice", null);
      }
      allow.add(new Flow.Allowed(step, Boolean.TRUE.equals(one.truth("proposes"))));
    }
    return allow;
  }

  /** A text is the call alone. */
  private static Node fields(Node item) {
    boolean text = item instanceof Node.Scalar scalar && scalar.value() instanceof String;
    return text
        ? new Node.Fields(item.place(), Map.of("call", new Node.Field(item.place(), item)))
        : item;
  }

  /** One of them says that steps may be proposed below others, and the other that none may. */
  private static void deep(Section section, List<Flow.Allowed> allow, int depth) {
    boolean further = allow.stream().anyMatch(Flow.Allowed::proposes);
    if (further && depth == 1) {
      String message = "a call that proposes in turn needs a depth of 2 or more";
      section.flaw("contradictory-proposes", "allow", message, "depth: 2");
    } else if (!further && depth > 1 && !allow.isEmpty()) {
      String message = "no allowed call proposes in turn, so nothing lies deeper than 1";
      section.flaw("contradictory-proposes", "depth", message, "proposes: true");
    }
  }
}
