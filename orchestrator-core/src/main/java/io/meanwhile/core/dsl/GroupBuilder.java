package io.meanwhile.core.dsl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Says which steps a saga, or a group within it, has. */
public final class GroupBuilder {
  private final Map<String, Object> steps = new LinkedHashMap<>();

  GroupBuilder() {}

  /**
   * A step whose action brings a record. Steps follow each other in the order in which they are
   * written down, unless they say {@code after}.
   *
   * @throws IllegalArgumentException for a name that another step beside it has
   */
  public <R> StepRef<R> step(String name, Class<R> result, UnaryOperator<StepBuilder<R>> what) {
    if (steps.putIfAbsent(name, what.apply(new StepBuilder<>()).document()) != null) {
      throw new IllegalArgumentException("there is a step " + name + " already");
    }
    return new StepRef<>(name);
  }

  /** A step whose result nobody reads. */
  public StepRef<Void> step(String name, UnaryOperator<StepBuilder<Void>> what) {
    return step(name, Void.class, what);
  }

  Map<String, Object> document() {
    return steps;
  }
}
