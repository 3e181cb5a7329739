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

  private Steps(List<Step> steps) {
    this.steps = List.copyOf(steps);
    Map<String, Step> names = new HashMap<>();
    steps.forEach(step -> names.putIfAbsent(step.name(), step));
    byName = Map.copyOf(names);
    guarded = this.steps.stream().filter(step -> step.when() != null).toList();
  }

  static Steps copyOf(List<Step> steps) {
    return steps instanceof Steps same ? same : new Steps(steps);
  }

  @Nullable Step named(String name) {
    return byName.get(name);
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
