package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One named step: an action and, if it can be undone, its compensation.
 *
 * @param name {@code [a-z][a-z0-9-]{0,62}}
 * @param after what must stand before it begins, and at which level
 * @param action what is asked
 * @param undo the compensation; null when there is nothing to undo
 * @param pivot the point of no return
 * @param irreversible cannot be undone: given up, it is listed as a loss
 * @param when its guard: false when it could begin, the step is skipped; null for no guard
 * @param undoing when its compensation begins
 * @param flow what makes it a group: then nothing is asked for it itself, but for its members; null
 *     for a step that is one action
 */
public record Step(
    String name,
    Map<String, Level> after,
    Call action,
    @Nullable Call undo,
    boolean pivot,
    boolean irreversible,
    @Nullable Expression when,
    Undoing undoing,
    @Nullable Flow flow) {

  public Step {
    after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
  }

  /** A step that is one action. */
  public Step(
      String name,
      Map<String, Level> after,
      Call action,
      @Nullable Call undo,
      boolean pivot,
      boolean irreversible,
      @Nullable Expression when,
      Undoing undoing) {
    this(name, after, action, undo, pivot, irreversible, when, undoing, null);
  }

  /**
   * A step that is a group.
   *
   * @param deadline the group as a whole; null for none
   */
  public static Step group(
      String name, Map<String, Level> after, @Nullable Duration deadline, Flow flow) {
    Call nothing =
        new Call(
            Members.NOBODY,
            null,
            Call.DEFAULT_ANSWER,
            deadline == null ? Call.LONGEST : deadline,
            Retry.DEFAULT,
            new Finality.Reply(),
            null,
            null,
            Call.DEFAULT_GRACE);
    return new Step(name, after, nothing, null, false, false, null, Undoing.DEFAULT, flow);
  }

  /** A step without a guard. */
  public Step(
      String name,
      Map<String, Level> after,
      Call action,
      @Nullable Call undo,
      boolean pivot,
      boolean irreversible) {
    this(name, after, action, undo, pivot, irreversible, null, Undoing.DEFAULT);
  }

  /** The same under another name, after others, and asked for like this. */
  Step as(String other, Map<String, Level> others, Call call) {
    return new Step(other, others, call, undo, pivot, irreversible, when, undoing, flow);
  }

  /** The same where it is in a saga that began some steps under another name. */
  Step placed(Map<String, String> places) {
    Expression guard = when == null ? null : when.placed(places);
    return as(places.getOrDefault(name, name), Lineage.placed(after, places), action)
        .guarded(guard);
  }

  /** The same step waiting for others, with another guard. */
  Step waiting(Map<String, Level> others, @Nullable Expression guard) {
    return as(name, others, action).guarded(guard);
  }

  /** The same step with this guard. */
  public Step guarded(@Nullable Expression guard) {
    return new Step(name, after, action, undo, pivot, irreversible, guard, undoing, flow);
  }

  /** The same group with other reactions to what concerns it as a whole. */
  public Step reacting(Map<DivergenceKind, List<Measure>> lists) {
    Call call = action.reacting(lists);
    return new Step(name, after, call, undo, pivot, irreversible, when, undoing, flow);
  }

  /** The same step whose compensation begins like this. */
  public Step undoneBy(Undoing other) {
    return new Step(name, after, action, undo, pivot, irreversible, when, other, flow);
  }
}
