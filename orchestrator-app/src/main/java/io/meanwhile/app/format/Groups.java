package io.meanwhile.app.format;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what makes a step a group: a fan-out, steps of its own, or rounds. */
final class Groups {
  private static final Keys REPEAT = Keys.of("until", "max", "pause");
  private static final DivergenceKind OVERDUE = DivergenceKind.OVERDUE;
  private static final DivergenceKind UNMET = DivergenceKind.UNMET;
  private static final Keys JOIN = Keys.of("atLeast", "ratio");
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int ROUNDS = 100;
  private static final int PARALLEL = 100;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Keys STEPS =
      Keys.of("steps", "join", "losers", "deadline", "after", "when", "onDivergence")
          .later("pivot", "proposes");
  private static final Keys STEPS_FOR_EACH =
      Keys.of(
              "each",
              "parallel",
              "join",
              "losers",
              "steps",
              "deadline",
              "after",
              "when",
              "onDivergence")
          .later("pivot", "proposes");

  private Groups() {}

  static boolean isGroup(Section step) {
    return step.has("each") || step.has("steps") || step.has("repeat") || step.has("proposes");
  }

  /** The keys that a group may have; those of any other step where it is none. */
  static Keys keys(Node step, Keys others) {
    if (!(step instanceof Node.Fields fields)) {
      return others;
    }
    boolean each = fields.fields().containsKey("each");
    if (fields.fields().containsKey("steps")) {
      return each ? STEPS_FOR_EACH : STEPS;
    }
    if (each) {
      return call(others, "each", "parallel", "join", "losers");
    }
    if (fields.fields().containsKey("repeat")) {
      return call(others, "repeat");
    }
    return fields.fields().containsKey("proposes") ? call(others, "proposes") : others;
  }

  /** The keys of a call, and these; the pivot is a step outside of groups. */
  private static Keys call(Keys others, String... more) {
    List<String> known = new ArrayList<>(List.of(more));
    others.known().stream().filter(key -> !key.equals("pivot")).forEach(known::add);
    boolean proposes = known.contains("proposes");
    Keys all = Keys.of(known.toArray(String[]::new));
    return proposes ? all.later("pivot") : all.later("pivot", "proposes");
  }

  /** Notes what a step within groups may not say. */
  static void check(Section step, int depth) {
    if (depth > 0 && step.has("pivot") && !step.flaws().touch(step.at("pivot"))) {
      String why =
          "a pivot within a group is not supported by this version, since a member may be dropped"
              + " and a pivot never; make it a step of its own, before or after the group";
      step.flaw("unsupported-key", "pivot", why, null);
    }
    if (isGroup(step) && depth >= Flow.DEEPEST) {
      String key =
          List.of("each", "steps", "repeat").stream()
              .filter(step::has)
              .findFirst()
              .orElse("proposes");
      String why = "groups may lie at most " + Flow.DEEPEST + " deep in this version";
      step.flaw("unsupported-key", key, why, null);
    }
  }

  /**
   * The group that a step makes.
   *
   * @param guard asked for each branch where it reads its item, else for the whole
   * @param body the step itself, when it has a call
   * @param inner reads its steps, when it has some
   */
  static Step read(
      Section section,
      String name,
      Map<String, Level> after,
      @Nullable Expression guard,
      @Nullable Step body,
      Function<Section, List<Step>> inner) {
    Join join = join(section);
    boolean drops = drops(section, join);
    boolean each = section.has("each");
    boolean ofBranch = each && guard != null && readsItem(guard);
    Step member = body;
    Flow flow = null;
    Duration deadline =
        section.has("steps") ? section.duration("deadline", SHORTEST, Calls.LONGEST) : null;
    Map<DivergenceKind, List<Measure>> lists = Reactions.ofGroup(section, deadline, body != null);
    if (member == null) {
      Join own = each ? new Join.All() : join;
      flow = new Flow.Group(inner.apply(section), own, !each && drops);
      member =
          Step.group(name, Map.of(), deadline, flow).reacting(each ? only(OVERDUE, lists) : lists);
    }
    if (each) {
      flow = fanOut(section, join, drops, member.guarded(ofBranch ? guard : null));
      deadline = null;
      lists = only(UNMET, lists);
    } else if (section.has("repeat") && body != null) {
      flow = loop(section, member);
    }
    return Step.group(name, after, deadline, Objects.requireNonNull(flow))
        .reacting(lists)
        .guarded(ofBranch ? null : guard);
  }

  private static boolean readsItem(Expression guard) {
    return guard.variablesRead().contains("item") || guard.variablesRead().contains("index");
  }

  /** Of a fan-out of steps the deadline is of each branch, and what is unmet the whole. */
  private static Map<DivergenceKind, List<Measure>> only(
      DivergenceKind kind, Map<DivergenceKind, List<Measure>> lists) {
    List<Measure> list = lists.get(kind);
    return list == null ? Map.of() : Map.of(kind, list);
  }

  private static Flow fanOut(Section section, Join join, boolean drops, Step body) {
    Integer parallel = section.whole("parallel", 1, Flow.MOST);
    return new Flow.FanOut(
        Objects.requireNonNullElse(Templates.expression(section, "each"), Templates.NOTHING),
        Objects.requireNonNullElse(parallel, PARALLEL),
        join,
        drops,
        body);
  }

  private static Flow loop(Section step, Step body) {
    Section section = step.section("repeat", REPEAT);
    if (section == null) { // it says nothing, which is noted
      return new Flow.Loop(Templates.NOTHING, ROUNDS, PAUSE, body);
    }
    section.require("until");
    Duration pause = section.duration("pause", Duration.ZERO, Calls.LONGEST);
    return new Flow.Loop(
        Objects.requireNonNullElse(Templates.expression(section, "until"), Templates.NOTHING),
        Objects.requireNonNullElse(section.whole("max", 1, Flow.MOST), ROUNDS),
        Objects.requireNonNullElse(pause, PAUSE),
        body);
  }

  /** {@code all} unless it says otherwise. */
  private static Join join(Section step) {
    Node node = step.node("join");
    if (node instanceof Node.Fields) {
      Section section = Objects.requireNonNull(step.section("join", JOIN));
      Integer count = section.whole("atLeast", 1, Flow.MOST);
      Double part = section.number("ratio", 0, 1);
      if (section.has("atLeast") == section.has("ratio")) {
        step.flaw("bad-choice", "join", "join is all, any, atLeast or ratio: one of them", null);
      } else if (part != null && part == 0) {
        section.flaw("bad-number", "ratio", "ratio is above 0, up to 1", null);
      }
      if (count != null) {
        return new Join.AtLeast(count);
      }
      return part != null && part > 0 ? new Join.Ratio(part) : new Join.All();
    }
    String word = step.word("join", List.of("all", "any"));
    return "any".equals(word) ? new Join.AtLeast(1) : new Join.All();
  }

  /** A race drops those that come too late, unless it says otherwise; all others keep them. */
  private static boolean drops(Section step, Join join) {
    String word = step.word("losers", List.of("keep", "drop"));
    boolean race = step.node("join") instanceof Node.Scalar && join instanceof Join.AtLeast;
    return word == null ? race : word.equals("drop");
  }
}
