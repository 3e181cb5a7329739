package io.meanwhile.core.decider;

import io.meanwhile.core.model.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which steps come before which, and whether some wait for each other. Steps that do not exist are
 * overlooked. No recursion: a definition may be a thousand steps long.
 */
final class Ancestry {
  private final List<Step> steps;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, BitSet> before = new LinkedHashMap<>();

  Ancestry(List<Step> steps) {
    this.steps = steps;
    for (int i = 0; i < steps.size(); i++) {
      index.putIfAbsent(steps.get(i).name(), i);
    }
    sort();
  }

  /** In the order in which they can begin (Kahn 1962); what waits for itself is never reached. */
  private void sort() {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<Step>> dependents = new HashMap<>();
    Deque<Step> ready = new ArrayDeque<>();
    for (Step step : named()) {
      List<String> after = known(step);
      waiting.put(step.name(), after.size());
      after.forEach(name -> dependents.computeIfAbsent(name, _ -> new ArrayList<>()).add(step));
      if (after.isEmpty()) {
        ready.add(step);
      }
    }
    while (!ready.isEmpty()) {
      Step step = ready.remove();
      before.put(step.name(), allBefore(step));
      for (Step next : dependents.getOrDefault(step.name(), List.of())) {
        if (waiting.merge(next.name(), -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
  }

  private BitSet allBefore(Step step) {
    BitSet all = new BitSet(steps.size());
    for (String name : known(step)) {
      all.set(Objects.requireNonNull(index.get(name)));
      all.or(Objects.requireNonNull(before.get(name)));
    }
    return all;
  }

  /** Of steps with the same name the first. */
  private List<Step> named() {
    return index.values().stream().sorted().map(steps::get).toList();
  }

  private List<String> known(Step step) {
    return step.after().keySet().stream().filter(index::containsKey).toList();
  }

  /** Steps that wait for each other, in the order in which they do; empty when there are none. */
  List<String> cycle() {
    Step start =
        named().stream().filter(step -> !before.containsKey(step.name())).findFirst().orElse(null);
    if (start == null) {
      return List.of();
    }
    Set<String> path = new LinkedHashSet<>();
    String name = start.name();
    while (path.add(name)) {
      Step step = steps.get(Objects.requireNonNull(index.get(name)));
      name = known(step).stream().filter(n -> !before.containsKey(n)).findFirst().orElseThrow();
    }
    List<String> all = new ArrayList<>(path);
    return all.subList(all.indexOf(name), all.size());
  }

  /** True when {@code earlier} stands whenever {@code step} begins. */
  boolean isBefore(String earlier, String step) {
    BitSet all = before.get(step);
    Integer at = index.get(earlier);
    return all != null && at != null && all.get(at);
  }
}
