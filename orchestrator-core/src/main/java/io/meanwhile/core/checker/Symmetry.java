package io.meanwhile.core.checker;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Branches that differ in nothing but their names: chains of steps with the same calls, after the
 * same steps and before the same steps. Which of them did what makes no difference, so states that
 * differ only in that are one.
 */
final class Symmetry {
  private final Definition definition;
  private final Map<String, List<Step>> dependents = new HashMap<>();

  /** For each step its branch, -1 for none; branches of one group are interchangeable. */
  private final int[] branch;

  /** For each branch its group. */
  private final List<Integer> groups = new ArrayList<>();

  /** For each step its place in its branch. */
  private final int[] place;

  private final List<List<String>> branches = new ArrayList<>();

  Symmetry(Definition definition) {
    this.definition = definition;
    List<Step> steps = definition.steps();
    branch = new int[steps.size()];
    place = new int[steps.size()];
    java.util.Arrays.fill(branch, -1);
    for (Step step : steps) {
      step.after()
          .keySet()
          .forEach(name -> dependents.computeIfAbsent(name, _ -> new ArrayList<>()).add(step));
    }
    Map<String, List<List<Step>>> alike = new LinkedHashMap<>();
    for (Step step : steps) {
      if (isHead(step)) {
        List<Step> chain = chain(step);
        alike.computeIfAbsent(shape(chain), _ -> new ArrayList<>()).add(chain);
      }
    }
    int group = 0;
    for (List<List<Step>> same : alike.values()) {
      if (same.size() > 1) {
        int next = group++;
        same.forEach(chain -> put(chain, next));
      }
    }
  }

  private void put(List<Step> chain, int group) {
    int number = branches.size();
    groups.add(group);
    branches.add(chain.stream().map(Step::name).toList());
    for (int i = 0; i < chain.size(); i++) {
      int index = definition.steps().indexOf(chain.get(i));
      branch[index] = number;
      place[index] = i;
    }
  }

  private List<Step> after(Step step) {
    return dependents.getOrDefault(step.name(), List.of());
  }

  /** The step before it in its chain; null when it begins one. */
  private @Nullable Step inChainBefore(Step step) {
    if (step.after().size() != 1) {
      return null;
    }
    Step before = definition.step(step.after().keySet().iterator().next());
    return after(before).size() == 1 ? before : null;
  }

  private boolean isHead(Step step) {
    return inChainBefore(step) == null;
  }

  private List<Step> chain(Step head) {
    List<Step> chain = new ArrayList<>(List.of(head));
    while (after(chain.getLast()).size() == 1
        && chain.getLast().equals(inChainBefore(after(chain.getLast()).getFirst()))) {
      chain.add(after(chain.getLast()).getFirst());
    }
    return chain;
  }

  private String shape(List<Step> chain) {
    StringBuilder shape = new StringBuilder(levels(chain.getFirst().after()));
    for (Step step : chain) {
      shape.append(step.flow() == null ? "" : step.name()); // groups are like nothing else
      shape.append('|').append(step.pivot()).append(step.irreversible());
      shape.append(step.when()).append(call(step.action())).append(call(step.undo()));
      shape.append(step.undoing()).append(Own.of(step.action().to()));
      if (!step.name().equals(chain.getFirst().name())) {
        shape.append(step.after().values());
      }
    }
    String last = chain.getLast().name();
    for (Step next : after(chain.getLast())) {
      shape.append('>').append(next.name()).append(next.after().get(last));
    }
    return shape.toString();
  }

  private static String levels(Map<String, Level> after) {
    return new TreeMap<>(after).toString();
  }

  private static String call(@Nullable Call call) {
    if (call == null) {
      return "-";
    }
    Finality finality = call.confirm();
    return "("
        + call.retry().attempts()
        + " "
        + finality.wanted()
        + " "
        + (call.probe() != null)
        + " "
        + (call.expect() == null ? "" : call.expect().source())
        + call.onDivergence()
        + observers(call)
        + ")";
  }

  /** How many report, and which of them are asked: not who they are. */
  private static String observers(Call call) {
    Observers observers = Observers.of(call);
    return observers == null
        ? ""
        : " "
            + observers.size()
            + observers.quorum()
            + observers.counts()
            + observers.asked()
            + observers.probed();
  }

  int steps() {
    return branch.length;
  }

  int branches() {
    return branches.size();
  }

  int branch(int step) {
    return branch[step];
  }

  int group(int branch) {
    return groups.get(branch);
  }

  int place(int step) {
    return place[step];
  }

  /** The step and those that may stand in its place. */
  List<String> alike(String name) {
    int index = definition.stepNames().indexOf(name);
    if (index < 0 || branch[index] < 0) {
      return List.of(name);
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      if (groups.get(i).equals(groups.get(branch[index]))) {
        all.add(branches.get(i).get(place[index]));
      }
    }
    return all;
  }
}
