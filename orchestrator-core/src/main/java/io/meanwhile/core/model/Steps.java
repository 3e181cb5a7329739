package io.meanwhile.core.model;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A definition's steps in the order written, found by name at once. */
final class Steps extends AbstractList<Step> implements RandomAccess {
  private final List<Step> steps;
  private final Map<String, Step> byName;
  private final List<Step> guarded;
  private final boolean groups;
  private final boolean guards;
  private final boolean proposes;

  private Steps(List<Step> steps) {
    this.steps = List.copyOf(steps);
    Map<String, Step> names = new HashMap<>();
    steps.forEach(step -> names.putIfAbsent(step.name(), step));
    byName = Map.copyOf(names);
    guarded = this.steps.stream().filter(step -> step.when() != null).toList();
    groups = this.steps.stream().anyMatch(step -> step.flow() != null);
    guards = this.steps.stream().anyMatch(Steps::isGuarded);
    proposes = this.steps.stream().anyMatch(Steps::proposes);
  }

  static Steps copyOf(List<Step> steps) {
    return steps instanceof Steps same ? same : new Steps(steps);
  }

  @Nullable Step named(String name) {
    return byName.get(name);
  }

  /** The step at that place: a step of these, or a member of a group within them. */
  @Nullable Step at(String place) {
    Step step = byName.get(place);
    int dot = step == null ? place.indexOf('.') : -1;
    if (dot < 0) {
      return step;
    }
    step = byName.get(place.substring(0, dot));
    while (step != null && dot >= 0) {
      int next = place.indexOf('.', dot + 1);
      String segment = place.substring(dot + 1, next < 0 ? place.length() : next);
      step = step.flow() == null ? null : step.flow().member(segment);
      dot = next;
    }
    return step;
  }

  /** True when some of them are groups; in most definitions none is. */
  boolean hasGroups() {
    return groups;
  }

  /** True when one of them has a guard, or one within them. */
  boolean hasGuards() {
    return guards;
  }

  private static boolean isGuarded(Step step) {
    return step.when() != null
        || switch (step.flow()) {
          case null -> false;
          case Flow.FanOut fanOut -> isGuarded(fanOut.body());
          case Flow.Group group -> copyOf(group.steps()).guards;
          case Flow.Loop loop -> isGuarded(loop.body());
          case Flow.Proposing proposing -> isGuarded(proposing.body());
        };
  }

  /** True when some of them, or of their members, propose further steps. */
  boolean proposes() {
    return proposes;
  }

  private static boolean proposes(Step step) {
    return switch (step.flow()) {
      case null -> false;
      case Flow.Proposing _ -> true;
      case Flow.FanOut fanOut -> proposes(fanOut.body());
      case Flow.Loop loop -> proposes(loop.body());
      case Flow.Group group -> copyOf(group.steps()).proposes();
    };
  }

  /** Those that have a guard; most definitions have none. */
  List<Step> guarded() {
    return guarded;
  }

  @Override
  public Step get(int index) {
    return steps.get(index);
  }

  @Override
  public int size() {
    return steps.size();
  }
}
