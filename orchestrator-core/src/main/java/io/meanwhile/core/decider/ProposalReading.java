package io.meanwhile.core.decider;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Proposed;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a participant proposes: data from outside, trusted in nothing. Nothing in it is
 * computed, no name of a participant is taken that the definition does not allow, and one flaw
 * refuses the whole.
 */
final class ProposalReading {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_-]{0,62}");
  private static final Set<String> KEYS = Set.of("name", "call", "with", "after");

  /** Enough to correct a proposal by; the rest of a hostile one is of no use to anybody. */
  private static final int FLAWS = 5;

  private static final int LONGEST_QUOTE = 80;

  private final Flow.Proposing flow;
  private final int others;
  private final Set<String> taken;
  private final Definition definition;
  private final String group;
  private final List<String> flaws = new ArrayList<>();

  /**
   * @param others how many steps were proposed beside these under the same step of the definition
   * @param taken names that no proposed step has
   * @param definition with the steps that were proposed before
   * @param group where the proposed steps will be members
   */
  ProposalReading(
      Flow.Proposing flow, int others, Set<String> taken, Definition definition, String group) {
    this.flow = flow;
    this.others = others;
    this.taken = taken;
    this.definition = definition;
    this.group = group;
  }

  /** What the result of the call proposes; an absent list proposes nothing. */
  Proposal read(@Nullable Object result) {
    if (result == null) {
      return Proposal.NOTHING;
    }
    if (!(result instanceof Map<?, ?> fields)) {
      return Proposal.refused("The result is no object, so it has no field 'steps'.");
    }
    Object steps = fields.get("steps");
    if (steps == null) {
      return Proposal.NOTHING;
    }
    if (!(steps instanceof List<?> list)) {
      return Proposal.refused("The field 'steps' of the result is no list.");
    }
    String bound = bound(list.size());
    return bound == null ? steps(list) : Proposal.refused(bound);
  }

  private @Nullable String bound(int size) {
    if (size > 0 && flow.level() >= flow.depth()) {
      return "It proposes steps below " + flow.depth() + " others, and none may be deeper.";
    }
    return others + size > flow.max()
        ? "It proposes "
            + size
            + " steps, with "
            + others
            + " there are; at most "
            + flow.max()
            + " may be proposed in all."
        : null;
  }

  private Proposal steps(List<?> list) {
    List<Proposed> steps = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String previous = null;
    for (int i = 0; i < list.size(); i++) {
      Proposed step = step(list.get(i), "Step " + (i + 1), previous);
      if (step != null && !names.add(step.name())) {
        flaw("Step " + (i + 1) + " has the name of another one: " + quoted(step.name()) + ".");
      } else if (step != null) {
        steps.add(step);
        previous = step.name();
      }
    }
    if (flaws.isEmpty()) {
      order(steps, names);
    }
    return flaws.isEmpty() ? new Proposal(steps, null) : Proposal.refused(words());
  }

  private String words() {
    int more = flaws.size() - FLAWS;
    String all = String.join(" ", flaws.subList(0, Math.min(FLAWS, flaws.size())));
    return more > 0 ? all + " And " + more + " more." : all;
  }

  private void flaw(String text) {
    flaws.add(text);
  }

  private @Nullable Proposed step(@Nullable Object item, String which, @Nullable String previous) {
    if (!(item instanceof Map<?, ?> fields)) {
      flaw(which + " is no object.");
      return null;
    }
    int before = flaws.size();
    for (Object key : new TreeSet<>(fields.keySet())) {
      if (!KEYS.contains(key)) {
        flaw(which + unknown(key));
      }
    }
    String name = name(fields.get("name"), which);
    Flow.Allowed allowed = call(fields.get("call"), which);
    Object with = fields.containsKey("with") ? fields.get("with") : Map.of();
    if (!(with instanceof Map<?, ?>)) {
      flaw(which + " has an input that is no object.");
    }
    List<String> after = after(fields, which, previous);
    if (name != null && allowed != null) {
      sameCallAsBefore(name, allowed.call(), which);
    }
    return flaws.size() > before || name == null || allowed == null
        ? null
        : new Proposed(name, allowed.call(), with, after);
  }

  private static String unknown(Object key) {
    return " has an unknown field " + quoted(key) + ": there are name, call, with and after.";
  }

  private @Nullable String name(@Nullable Object value, String which) {
    if (!(value instanceof String name) || !NAME.matcher(name).matches()) {
      flaw(which + " has no name like find-hotel: " + quoted(value) + ".");
      return null;
    }
    if (name.equals(Flow.Proposing.BODY) || taken.contains(name)) {
      flaw(which + " has a name that is taken: " + quoted(name) + ".");
      return null;
    }
    return name;
  }

  private Flow.@Nullable Allowed call(@Nullable Object value, String which) {
    for (Flow.Allowed one : flow.allow()) {
      if (one.call().toString().equals(value)) {
        return one;
      }
    }
    flaw(which + " calls what is not allowed: " + quoted(value) + ".");
    return null;
  }

  /** As in a definition: without {@code after} it follows the one before it. */
  private List<String> after(Map<?, ?> fields, String which, @Nullable String previous) {
    Object value = fields.get("after");
    if (!fields.containsKey("after")) {
      return previous == null ? List.of() : List.of(previous);
    }
    List<String> names = new ArrayList<>();
    for (Object one : value instanceof List<?> list ? list : Arrays.asList(value)) {
      if (one instanceof String name) {
        names.add(name);
      } else {
        flaw(which + " runs after something that is no name: " + quoted(one) + ".");
      }
    }
    return names.stream().distinct().toList();
  }

  /** How it is undone must be clear for good, and the one that was begun may still have to be. */
  private void sameCallAsBefore(String name, Target call, String which) {
    Step before = definition.proposed().get(group + "." + name);
    boolean other = before != null && !call(before).equals(call);
    if (other) {
      flaw(which + " has the name of a step that called something else: " + quoted(name) + ".");
    }
  }

  private static Target call(Step step) {
    return step.flow() instanceof Flow.Proposing inner
        ? inner.body().action().to()
        : step.action().to();
  }

  private void order(List<Proposed> steps, Set<String> names) {
    List<Step> all = new ArrayList<>();
    for (Proposed step : steps) {
      Map<String, Level> after = new LinkedHashMap<>();
      for (String name : step.after()) {
        if (!names.contains(name)) {
          flaw("Step " + step.name() + " runs after " + quoted(name) + ", which is not proposed.");
        }
        after.put(name, Level.FINAL);
      }
      all.add(Step.group(step.name(), after, null, flow));
    }
    List<String> cycle = new Ancestry(all).cycle();
    if (!cycle.isEmpty()) {
      flaw("These steps wait for each other: " + String.join(", ", cycle) + ".");
    }
  }

  /** As it may stand in a text for people: short, and without what is not seen. */
  private static String quoted(@Nullable Object value) {
    String text = String.valueOf(value);
    String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return "'" + shown.replaceAll("[^\\x20-\\x7e…]", "?") + "'";
  }
}
